# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Bash completion of lanes-cli.

_lanes_cli () {
  # shellcheck disable=SC2034 # _init_completion sets split
  local cur prev words cword split command models
  _init_completion -s || return

  command=${words[1]}
  models='sequential threads processes event-loop combined all'
  if [ "$cword" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'list run serve show --help --version' -- "$cur")
    return
  fi

  case $prev in
    --model)
      local first=''
      case $cur in *,*) first=${cur%,*}, ;; esac
      mapfile -t COMPREPLY < <(compgen -P "$first" -W "$models" -- "${cur##*,}")
      return
      ;;
    --cpu) mapfile -t COMPREPLY < <(compgen -W 'simulated real' -- "$cur"); return ;;
    --latency) mapfile -t COMPREPLY < <(compgen -W 'client server' -- "$cur"); return ;;
    --schedule) mapfile -t COMPREPLY < <(compgen -W 'phased pipelined' -- "$cur"); return ;;
    --endpoint) mapfile -t COMPREPLY < <(compgen -W 'built-in https://dummyjson.com' -- "$cur"); return ;;
    --format)
      case $command in
        list) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$cur") ;;
        run) mapfile -t COMPREPLY < <(compgen -W 'text json csv' -- "$cur") ;;
      esac
      return
      ;;
    --data | --output) _filedir; return ;;
    --workers | --connections | --tasks | --time-scale | --timeout | --port) return ;;
  esac

  case $command:$cur in
    list:*) mapfile -t COMPREPLY < <(compgen -W '--format --help' -- "$cur") ;;
    run:-*)
      mapfile -t COMPREPLY < <(compgen -W '--model --workers --connections --tasks --time-scale --cpu
        --latency --schedule --endpoint --data --timeout --format --output --help' -- "$cur")
      ;;
    run:*)
      _filedir '@(json|lanes-workload)'
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W 'download-pages compute-squares
        one-task two-tasks shopping-carts' -- "$cur")
      ;;
    serve:*) mapfile -t COMPREPLY < <(compgen -W '--port --data --rate-limit --help' -- "$cur") ;;
    show:-*) mapfile -t COMPREPLY < <(compgen -W '--help' -- "$cur") ;;
    show:*) _filedir '@(json|lanes)' ;;
  esac
}
complete -F _lanes_cli lanes-cli
