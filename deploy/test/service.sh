#!/bin/bash
# Tries the systemd unit: installs it in a small Linux, starts it on a captured pack, freezes it,
# stops it. Needs a build (mvn package).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prepare=$(mktemp)
trap 'rm -f "$prepare"' EXIT
sed "s#BANKD/#$(realpath "$here/../..")/#" "$here/service-prepare.sh" >"$prepare"
"$here/with-systemd.sh" -t 400 -p "$prepare" "$here/service-test.sh"
