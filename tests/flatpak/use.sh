#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# use.sh REPOSITORY: uses the Flatpak as an ordinary user does, whose display, buses and home are
# there for this alone. tools/test-flatpak calls it. Prints 'ok' and 'not ok' as TAP does.
set -u

id=io.github.lanes_app.Lanes
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$HOME" || exit 1
# Flatpak asks the system's bus about parental controls; there is none.
export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS GSETTINGS_BACKEND=memory

number=0
# result STATUS TITLE
result () {
  number=$((number + 1))
  if [ "$1" -eq 0 ]; then
    printf 'ok %s %s\n' "$number" "$2"
  else
    printf 'not ok %s %s\n' "$number" "$2"
    tail -n 60 words | sed 's/^/# /'
  fi
  return "$1"
}

# check TITLE COMMAND...
check () {
  local title=$1
  shift
  "$@" > words 2>&1
  result "$?" "$title"
}

inside () {
  flatpak run --user --command=sh "$id" -c "$1"
}

# denied COMMAND: it fails in the sandbox, and the sandbox itself works.
denied () {
  inside true && ! inside "$1"
}

install_runtime () {
  flatpak --user remote-add --no-gpg-verify stand-in "file://$1" &&
    flatpak --user install -y --noninteractive stand-in org.gnome.Platform org.gnome.Sdk
}

build () {
  flatpak-builder --user --jobs=4 --disable-rofiles-fuse --force-clean --state-dir="$HOME/state" \
    --repo="$HOME/repo" "$HOME/build" "$source/flatpak/$id.json"
}

bundle () {
  flatpak build-bundle "$HOME/repo" "$HOME/$id.flatpak" "$id"
}

install_bundle () {
  flatpak --user install -y --noninteractive "$HOME/$id.flatpak"
}

has_rights () {
  flatpak info --user --show-permissions "$id" | sed '/^$/d' > rights
  diff - rights << 'END'
[Context]
shared=network;ipc;
sockets=x11;wayland;fallback-x11;
devices=dri;
END
}

exports () {
  find "$FLATPAK_USER_DIR/exports" -name "*$id*" -printf '%f\n' | sort
}

is_exported () {
  # flatpak-builder before 1.4 gives the metainfo its older name.
  exports | sed 's/appdata/metainfo/' | sort | diff - <(printf '%s\n' "$id" "$id-run.svg" "$id-symbolic.svg" "$id-workload.svg" \
    "$id.desktop" "$id.metainfo.xml" "$id.service" "$id.svg" "$id.xml" | sort)
}

# knows_type TYPE FILE: the desktop takes the file for it, and opens it with Lanes.
knows_type () {
  gio info -a standard::content-type "$2"
  gio mime "$1"
  gio info -a standard::content-type "$2" | grep -q "content-type: $1\$" &&
    gio mime "$1" | grep -q "^Default application.*$id\.desktop"
}

runs_carts () {
  flatpak run --user --command=lanes-cli "$id" run shopping-carts --time-scale 0.01 --model all |
    grep 'Same result.*31,056.82'
}

saves_run () {
  flatpak run --user --command=lanes-cli "$id" run shopping-carts --time-scale 0.01 --format json \
    > carts.lanes && [ -s carts.lanes ]
}

shows_run () {
  flatpak run --user --file-forwarding --command=lanes-cli "$id" show @@ "$HOME/carts.lanes" @@ |
    grep 'Total *31,056.82'
}

# The bus shows an application its own names, the bus itself and the portals.
sees_only_portals () {
  inside 'gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
    --method org.freedesktop.DBus.ListNames' > names || return
  cat names
  ! tr ',' '\n' < names | grep -o "'.*'" | tr -d "'" |
    grep -vE "^(:1\.[0-9]+|org\.freedesktop\.DBus|org\.freedesktop\.portal\..*|$id)\$"
}

uninstall () {
  flatpak --user uninstall -y --noninteractive --delete-data "$id"
}

leaves_nothing () {
  [ -z "$(exports)" ] && [ ! -e "$HOME/.var/app/$id" ] && [ ! -e "$FLATPAK_USER_DIR/app/$id" ]
}

# drive PICTURE COMMAND...
drive () {
  local picture=$1
  shift
  "$source/tests/flatpak/drive.py" "$id" "$HOME/$picture" "$@"
}

# As after logging in, the bus looks for services where the installation has put them.
log_in () {
  gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
    --method org.freedesktop.DBus.ReloadConfig
}

check "the runtime is installed" install_runtime "$1" || exit 1
check "the manifest is built" build || exit 1
check "a bundle is made of it" bundle || exit 1
check "the bundle is installed" install_bundle || exit 1
check "it has these rights and no others" has_rights
check "the desktop is given its files" is_exported
check "lanes-cli runs the carts inside" runs_carts
check "lanes-cli saves a run" saves_run
check "the desktop knows a run file" knows_type application/x-lanes-run+json carts.lanes
cp "$source/data/workloads/two-tasks.json" own.lanes-workload
check "the desktop knows a workload file" knows_type application/x-lanes-workload+json own.lanes-workload
check "lanes-cli shows a file that is handed in" shows_run
touch "$HOME/private"
check "files of the home are not there" denied "test -e '$HOME/private'"
check "nothing can be written into the home" denied "touch '$HOME/left-behind' && test -e '/run/host$HOME/left-behind'"
check "the files of the system are the runtime's" denied "test -e /var/lib/dpkg/status"
check "processes of the host are not there" denied "cat /proc/[0-9]*/comm | grep -qx Xvfb"
check "nobody can be traced or gain rights" inside 'grep -q "^NoNewPrivs:.*1" /proc/self/status && grep -q "^CapEff:.*0000000000000000" /proc/self/status'
check "the bus shows the portals alone" sees_only_portals
check "the window runs the carts" drive window.png flatpak run --user "$id"
check "the window opens a run that is handed in" drive opened.png \
  flatpak run --user --file-forwarding "$id" @@u "file://$HOME/carts.lanes" @@
check "the next session knows what is installed" log_in
check "a double click opens a saved run" drive double-click.png gio open "$HOME/carts.lanes"
check "it is uninstalled" uninstall
check "nothing is left of it" leaves_nothing
