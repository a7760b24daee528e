# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Debian trees of another release beside this system: what tools/test-on and tools/test-flatpak
# share; sourced after common.sh, not run. Trees are kept in the user's cache.

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/lanes

# skip REASON: where these checks cannot be made, that is said, and is no failure.
skip () {
  printf 'skipped: %s\n' "$*"
  exit 0
}

# The archive that this system's apt uses, first those of the distribution itself.
archive () {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
    grep -v security | head -n 1
}

# has_suite SUITE: whether the archive answers, and has it.
has_suite () {
  local folder status=0
  folder=$(mktemp -d) || return
  /usr/lib/apt/apt-helper download-file "$(archive)dists/$1/InRelease" "$folder/InRelease" \
    > /dev/null 2>&1 || status=1
  rm -rf "$folder"
  return "$status"
}

# need_trees SUITE: skips where no tree of SUITE can be made.
need_trees () {
  command -v apt-get > /dev/null || skip "there is no apt-get here"
  [ "$(id -u)" -eq 0 ] || skip "a tree of Debian's packages can only be made by root"
  unshare --mount true 2> /dev/null || skip "this system lets nobody mount anything"
  "$root/tools/install" tree || skip "mmdebstrap or bubblewrap could not be installed"
  bwrap --unshare-pid --ro-bind / / --proc /proc --dev /dev true 2> /dev/null ||
    skip "bubblewrap cannot make a sandbox here"
  has_suite "$1" || skip "apt's archive does not answer, or has no $1"
}

# in_tree FOLDER BWRAP-OPTION... -- COMMAND...: as root of that tree, with the network.
in_tree () {
  local tree=$1 options=()
  shift
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    bwrap --bind "$tree" / --proc /proc --dev /dev --tmpfs /run --perms 1777 --tmpfs /tmp \
    --ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts \
    --unshare-pid --unshare-ipc --die-with-parent --cap-add ALL "${options[@]}" "$@"
}

# make_base SUITE: the smallest system that has apt, as $cache/SUITE-base. It is made beside and then
# moved, so that no half of one is ever taken for a whole one.
make_base () {
  local suite=$1 work status=0
  [ -d "$cache/$suite-base" ] && return
  mkdir -p "$cache" && work=$(mktemp -d "$cache/making.XXXXXX") && chmod 755 "$work" || return
  apt-config dump | grep -E '^Acquire::(https?::|ftp::|Check-Valid-Until|Retries)' > "$work/options"
  say "making a tree of $suite (once; a minute or two)"
  quietly env -u TMPDIR nice mmdebstrap --mode=root --variant=apt --skip=cleanup/reproducible \
    --aptopt="$work/options" --aptopt='Apt::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='force-unsafe-io' --include=ca-certificates \
    "$suite" "$work/tree" "$(archive)" && mv -T "$work/tree" "$cache/$suite-base" || status=$?
  rm -rf "$work"
  return "$status"
}

# make_tree SUITE FOLDER: such a system to install more into.
make_tree () {
  [ -d "$2" ] && return
  make_base "$1" && cp -a --reflink=auto "$cache/$1-base" "$2.$$" && mv -T "$2.$$" "$2"
}
