# SPDX-License-Identifier: GPL-3.0-or-later
# Fish completion of lanes-cli.

set -l commands list run serve show
complete -c lanes-cli -f
complete -c lanes-cli -n "not __fish_seen_subcommand_from $commands" -a list -d 'Show the workloads and the models'
complete -c lanes-cli -n "not __fish_seen_subcommand_from $commands" -a run -d 'Run a workload under one model or several'
complete -c lanes-cli -n "not __fish_seen_subcommand_from $commands" -a serve -d 'Answer as the carts\' API does, until interrupted'
complete -c lanes-cli -n "not __fish_seen_subcommand_from $commands" -a show -d 'Show a run that was saved'
complete -c lanes-cli -n "not __fish_seen_subcommand_from $commands" -l version -d 'Show the version'
complete -c lanes-cli -s h -l help -d 'Show help options'

complete -c lanes-cli -n '__fish_seen_subcommand_from list' -l format -xa 'text json' -d 'How to write it'

complete -c lanes-cli -n '__fish_seen_subcommand_from run' -F -a 'download-pages compute-squares one-task two-tasks shopping-carts'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l model -xa 'sequential threads processes event-loop combined all' -d 'One or several, with commas'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l workers -x -d 'Width of a pool'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l connections -x -d 'How many connections may be open at once'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l tasks -x -d 'How many tasks'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l time-scale -x -d 'Multiplies waits and computations, from 0 to 10'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l cpu -xa 'simulated real' -d 'Computations sleep, or use the CPU'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l latency -xa 'client server' -d 'A wait before the fetch, or a late answer'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l schedule -xa 'phased pipelined' -d 'For combined'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l endpoint -xa 'built-in https://dummyjson.com' -d 'Who answers'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l data -rF -d 'Carts for the built-in server'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l timeout -x -d 'Seconds that one fetch may take'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l format -xa 'text json csv' -d 'How to write it'
complete -c lanes-cli -n '__fish_seen_subcommand_from run' -l output -rF -d 'Where to, instead of standard output'

complete -c lanes-cli -n '__fish_seen_subcommand_from serve' -l port -x -d 'Port to listen on; 0: any that is free'
complete -c lanes-cli -n '__fish_seen_subcommand_from serve' -l data -rF -d 'Carts to serve'
complete -c lanes-cli -n '__fish_seen_subcommand_from serve' -l rate-limit -d 'Answer 429 to more than 100 requests in 10 s'

complete -c lanes-cli -n '__fish_seen_subcommand_from show' -F
