# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Bash completion of lanes.

_lanes () {
  # shellcheck disable=SC2034 # _init_completion sets them
  local cur prev words cword
  _init_completion || return

  case $cur in
    -*)
      mapfile -t COMPREPLY < <(compgen -W '--help --help-all --help-gapplication --version' -- "$cur")
      ;;
    *) _filedir '@(json|lanes|lanes-workload)' ;;
  esac
}
complete -F _lanes lanes
