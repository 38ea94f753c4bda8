#!/bin/bash
# How much of a bus's time is wire and packs: fifteen packs over pseudo-terminals that are paced to
# the baud rate. Needs socat; needs a quiet machine to mean anything. Prints the table, and with -w
# writes it into docs/measurements.md, between its marks.
#
#   deploy/test/measure-bus.sh [-w] [seconds each]      about 18 minutes at 60 s each
set -euo pipefail
cd "$(dirname "$0")/../.."
write=
if [ "${1:-}" = -w ]; then write=1; shift; fi
seconds=${1:-60}
mvn -B -q -ntp test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile="$PWD/rs485-bus/target/test-classpath.txt" -pl rs485-bus -am >/dev/null
table=$(mktemp)
trap 'rm -f "$table"' EXIT
java -XX:+UseSerialGC -cp \
  "rs485-bus/target/test-classes:rs485-bus/target/classes:pack-model/target/classes:$(cat rs485-bus/target/test-classpath.txt)" \
  io.bankd.rs485.EfficiencyBench "$seconds" | tee "$table"
if [ -n "$write" ]; then
  grep '^|' "$table" >"$table.rows"
  sed -i -e '/<!-- bus -->/,/<!-- end of bus -->/{/<!-- bus -->/r '"$table.rows" \
    -e '/<!--/!d}' docs/measurements.md
  rm -f "$table.rows"
fi
