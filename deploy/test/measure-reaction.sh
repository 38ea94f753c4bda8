#!/bin/bash
# How soon a limit that falls is handed to the CAN socket after the last character of the answer it
# falls by, and how punctual the sets are: the real daemon on a real pseudo-terminal at 9600 baud,
# with a CAN bus in memory that notes the time. Needs socat; needs a quiet machine to mean anything.
# Prints the table, and with -w writes it into docs/measurements.md, between its marks.
#
#   deploy/test/measure-reaction.sh [-w] [falls [periods]]      about 20 minutes at 1000 and 1000
set -euo pipefail
cd "$(dirname "$0")/../.."
write=
if [ "${1:-}" = -w ]; then write=1; shift; fi
mvn -B -q -ntp test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile="$PWD/bank-daemon/target/test-classpath.txt" -pl bank-daemon -am >/dev/null
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
socat "pty,raw,echo=0,link=$work/bus" "pty,raw,echo=0,link=$work/packs" &
until [ -e "$work/packs" ]; do sleep 0.1; done
# The class path Maven gives names this project's other modules as jars in the repository, if at all.
path=bank-daemon/target/test-classes:bank-daemon/target/classes:can-inverter/target/classes
path=$path:rs485-bus/target/classes:pack-model/target/classes:$(cat bank-daemon/target/test-classpath.txt)
# As the unit runs the daemon.
nice=; if [ "$(id -u)" = 0 ]; then nice="nice -n -5"; fi
bench() {
  $nice java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx96m -Xss512k -cp "$path" \
    io.bankd.daemon.ReactionBench "$1" "$work/bus" "$work/packs" "$2" | tee -a "$work/table"
}
tee "$work/table" <<END
| what | times | median ms | p99 | p99.9 | most | of note |
|---|---|---|---|---|---|---|
END
bench falls "${1:-1000}"
bench periods "${2:-1000}"
if [ -n "$write" ]; then
  grep '^|' "$work/table" >"$work/rows"
  sed -i -e '/<!-- reaction -->/,/<!-- end of reaction -->/{/<!-- reaction -->/r '"$work/rows" \
    -e '/<!--/!d}' docs/measurements.md
fi
