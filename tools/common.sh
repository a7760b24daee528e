# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What tools/run and tools/test share; sourced, not run. Everything here speaks to standard error.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say () {
  printf 'lanes: %s\n' "$*" >&2
}

# Runs a command and keeps what it prints, which is shown only when it fails.
quietly () {
  local words status=0
  words=$("$@" 2>&1 < /dev/null) || status=$?
  if [ "$status" -ne 0 ]; then
    printf '%s\n' "$words" >&2
  fi
  return "$status"
}

# Meson and ninja want a locale that knows UTF-8; the user's own is left to the product.
in_utf8 () {
  LC_ALL=C.UTF-8 "$@"
}

# configure FOLDER OPTION...: sets the build folder up, or again when the options, the place of
# the sources or the libraries that pkg-config is sent to are not those of last time.
configure () {
  local folder=$1 stamp wanted
  shift
  stamp=$root/$folder/lanes-configured
  wanted=$(printf '%s\n' "$root" "${PKG_CONFIG_PATH:-}" "$@")
  if [ -f "$root/$folder/build.ninja" ] && [ "$wanted" = "$(cat "$stamp" 2> /dev/null)" ]; then
    return 0
  fi
  say "setting up $folder"
  if [ -f "$root/$folder/build.ninja" ]; then
    quietly in_utf8 meson setup --wipe "$root/$folder" "$root" "$@" || return
  else
    quietly in_utf8 meson setup "$root/$folder" "$root" "$@" || return
  fi
  printf '%s\n' "$wanted" > "$stamp"
}

# build FOLDER: ninja's words are shown only when it fails.
build () {
  if ! in_utf8 ninja -C "$root/$1" -n 2> /dev/null | grep -q 'no work to do'; then
    say "building $1"
  fi
  quietly in_utf8 ninja -C "$root/$1"
}
