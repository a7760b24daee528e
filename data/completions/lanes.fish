# SPDX-License-Identifier: GPL-3.0-or-later
# Fish completion of lanes.

complete -c lanes -s h -l help -d 'Show the options'
complete -c lanes -l help-all -d 'Show all options'
complete -c lanes -l help-gapplication -d 'Show the options that every application of the toolkit has'
complete -c lanes -l version -d 'Show the version'
