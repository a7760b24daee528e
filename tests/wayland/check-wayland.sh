#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-wayland.sh LANES [PICTURE]: whether the program starts on Wayland, shows a window there and
# ends as it should, on a compositor that has no screen; TAP.
set -u

lanes=$(realpath "$1")
picture=$(realpath -m "${2:-/dev/null}")
id=io.github.lanes_app.Lanes

for tool in weston weston-screenshooter dbus-run-session gapplication; do
  command -v "$tool" > /dev/null || {
    echo "1..0 # SKIP there is no $tool here"
    exit 0
  }
done

if [ -z "${LANES_TEST_WAYLAND:-}" ]; then
  folder=$(mktemp -d) || exit 1
  export LANES_TEST_WAYLAND=$folder XDG_RUNTIME_DIR=$folder
  # A bus that starts no services: portals would outlive the test.
  cat > "$folder/bus.conf" << END
<busconfig>
  <type>session</type>
  <listen>unix:dir=$folder</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
  dbus-run-session --config-file="$folder/bus.conf" -- "$0" "$lanes" "$picture" \
    2> >(grep -v 'fd limit' >&2)
  status=$?
  rm -rf "$folder"
  exit "$status"
fi

cd "$LANES_TEST_WAYLAND" || exit 1
unset DISPLAY
export WAYLAND_DISPLAY=lanes-test GTK_A11Y=none GSETTINGS_BACKEND=memory

# ok STATUS TITLE
number=0
ok () {
  number=$((number + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $number $2"
  else
    echo "not ok $number $2"
  fi
}

# wait_for PROCESS COMMAND...: until it succeeds, while PROCESS lives, and for 30 s at most.
wait_for () {
  local process=$1 turns=300
  shift
  until "$@"; do
    turns=$((turns - 1))
    [ "$turns" -gt 0 ] && kill -0 "$process" 2> /dev/null || return 1
    sleep 0.1
  done
}

shoot () {
  rm -f wayland-screenshot-*.png
  weston-screenshooter > /dev/null 2>&1 && mv wayland-screenshot-*.png "$1"
}

is_seen () {
  shoot screen.png && [ "$(stat -c %s screen.png)" -gt 20000 ]
}

has_drawn () {
  grep -q 'xdg_toplevel' log && grep -A100000 'ack_configure' log | grep -q 'wl_surface.*attach'
}

# Weston has come to choose the renderer and the backend by other names.
major=$(weston --version | sed -n 's/^weston \([0-9]*\).*/\1/p')
if [ "$major" -ge 12 ]; then
  options=(--backend=headless --renderer=pixman)
else
  options=(--backend=headless-backend.so --use-pixman)
fi

# A black screen, whose picture is a few kilobytes until there is a window with text on it.
cat > weston.ini << 'END'
[shell]
panel-position=none
background-color=0xff000000
startup-animation=none
animation=none
END

echo 1..3
weston "${options[@]}" --config="$PWD/weston.ini" --debug --width=1920 --height=1200 --socket="$WAYLAND_DISPLAY" --idle-time=0 \
  > weston.log 2>&1 &
weston=$!
trap 'kill "$weston" 2> /dev/null; wait "$weston" 2> /dev/null' EXIT
wait_for "$weston" test -S "$WAYLAND_DISPLAY" || {
  sed 's/^/# /' weston.log
  echo 'Bail out! weston does not start'
  exit 1
}

G_DEBUG=fatal-warnings WAYLAND_DEBUG=client "$lanes" 2> log &
app=$!
wait_for "$app" has_drawn
ok $? 'it draws a window'
wait_for "$app" is_seen
ok $? 'the window is to be seen'
[ "$picture" = /dev/null ] || cp screen.png "$picture"
# It may be gone before it has answered.
gapplication action "$id" quit 2> /dev/null
wait "$app"
status=$?
ok "$status" 'it ends as it should when it is asked to'
if [ "$status" -ne 0 ]; then
  grep -v '^\[' log | sed 's/^/# /'
fi
