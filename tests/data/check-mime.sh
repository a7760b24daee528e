#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-mime.sh MIME-INFO: whether files are known for what they are, by name and by content; TAP.
set -u
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/data/mime/packages" "$folder/files"
cp "$1" "$folder/data/mime/packages/lanes.xml"
update-mime-database "$folder/data/mime" || exit 1
export XDG_DATA_HOME="$folder/data"

number=0
# check TYPE NAME CONTENT
check () {
  number=$((number + 1))
  printf '%s\n' "$3" > "$folder/files/$2"
  found=$(gio info -a standard::content-type "$folder/files/$2" | sed -n 's/.*content-type: //p')
  if [ "$found" = "$1" ]; then
    echo "ok $number $2 is $1"
  else
    echo "not ok $number $2 is $1, not $found"
  fi
}

echo 1..8
check application/x-lanes-run+json carts.lanes.json '{"format":"lanes-run","version":1}'
check application/x-lanes-run+json carts.lanes '[{"format":"lanes-run","version":1}]'
check application/x-lanes-run+json carts '{"format":"lanes-run","version":1}'
check application/x-lanes-run+json five "[
{ \"format\": \"lanes-run\", \"version\": 1}]"
check application/x-lanes-workload+json own.workload.json '{"format":"lanes-workload"}'
check application/x-lanes-workload+json own.lanes-workload '{"format":"lanes-workload"}'
check application/x-lanes-workload+json own '{
  "format": "lanes-workload"}'
check application/json other.json '{"format":"other"}'
