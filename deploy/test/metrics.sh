#!/bin/bash
# Starts the simulation as README does, waits until the bank runs, and holds the metrics page to
# Prometheus's own linter. Ends with “N passed, N failed”.
#
#   deploy/test/metrics.sh [JAR]      (promtool on the PATH, or PROMTOOL=...)
set -u
jar=${1:-$(dirname "$0")/../../bank-daemon/target/bank-daemon.jar}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
passed=0 failed=0
check() {
  local what=$1; shift
  if "$@"; then echo "ok    $what"; passed=$((passed + 1)); else echo "FAIL  $what"; failed=$((failed + 1)); fi
}
get() { curl -sf --max-time 5 "http://127.0.0.1:$port$1"; }
lint() { "${PROMTOOL:-promtool}" check metrics <"$work/metrics"; }

java -jar "$jar" simulate --http 0 --candump --speed 5 >"$work/can.log" 2>"$work/log" &
for _ in $(seq 60); do
  port=$(sed -n 's#.*http://127.0.0.1:\([0-9]*\)/metrics.*#\1#p' "$work/log" | head -n 1)
  [ -n "$port" ] && get /readyz >/dev/null && break
  sleep 0.5
done
sleep 5
get /metrics >"$work/metrics"
check "healthz says ok" [ "$(get /healthz)" = ok ]
check "readyz is 200 once the bank runs" get /readyz
check "promtool check metrics finds nothing" lint
check "fifteen packs are up" [ "$(grep -c '^bank_pack_up{.*} 1' "$work/metrics")" = 15 ]
check "240 cells have a voltage" [ "$(grep -c '^bank_cell_voltage_volts{' "$work/metrics")" = 240 ]
check "the inverter is up" grep -q '^bank_inverter_up{.*} 1' "$work/metrics"
check "CAN frames flow: $(grep -c ' 351 ' "$work/can.log") sets" [ "$(grep -c ' 351 ' "$work/can.log")" -gt 5 ]
[ $failed = 0 ] || tail -n 20 "$work/log"
echo "$(grep -vc '^#' "$work/metrics") series, $(wc -c <"$work/metrics") bytes"
echo
echo "$passed passed, $failed failed"
[ $failed = 0 ]
