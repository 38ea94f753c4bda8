#!/bin/bash
# The main road, driven as an integrator would: a pty pair, simulated packs at one end, the daemon
# at the other, candump as the witness on vcan0. Run it where vcan0 is, or through
# with-socketcan.sh. Prints what it saw; ends with “N passed, N failed”.
#
#   deploy/test/with-socketcan.sh -m 1536M deploy/test/main-road.sh [JAR]
set -u
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../bank-daemon/target/bank-daemon.jar}
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m -Xshare:auto"
work=$(mktemp -d)
passed=0 failed=0
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

check() { # check WHAT CONDITION...
  local what=$1; shift
  if "$@"; then echo "ok    $what"; passed=$((passed + 1)); else echo "FAIL  $what"; failed=$((failed + 1)); fi
}
seconds() { cut -d. -f1 /proc/uptime; }
frames() { grep -c "vcan0  $1 " "$work/can.log"; }
first() { grep "vcan0  $1 " "$work/can.log" | head -n 1 | sed 's/.*\] *//'; }
newest() { grep "vcan0  $1 " "$work/can.log" | tail -n 1 | sed 's/.*\] *//'; }
limits_zero() { local d; d=$(newest 351); [ "${d:6:5} ${d:12:5}" = "00 00 00 00" ]; }
limits_given() { local d; d=$(newest 351); [ -n "$d" ] && [ "${d:6:5}" != "00 00" ] && [ "${d:12:5}" != "00 00" ]; }
within() { # within SECONDS CONDITION...: how long it took, in $took
  local limit=$1 from; shift
  from=$(seconds)
  until "$@"; do
    took=$(($(seconds) - from))
    [ "$took" -lt "$limit" ] || return 1
    sleep 0.2
  done
  took=$(($(seconds) - from))
}
cable() { socat "pty,raw,echo=0,link=$work/packs" "pty,raw,echo=0,link=$work/bus" & cable=$!; }
packs() { $java -jar "$jar" simulate --tty "$work/packs" --packs 15 --scenario charge >"$work/packs.log" 2>&1 & packs=$!; }
daemon() { # daemon PACKS RECORDS: another bank keeps its records elsewhere
  printf 'state:\n  directory: %s\nbanks:\n  - name: test\n    buses:\n      - serial: %s\n        packs: %s\n    inverters:\n      - can: vcan0\n        dialect: pylon12\n' \
    "$work/$2" "$work/bus" "$1" >"$work/bank.yaml"
  $java -jar "$jar" run --config "$work/bank.yaml" >"$work/daemon.log" 2>&1 & daemon=$!
}
tell() { echo; echo "-- $1"; tail -n 25 "$2"; }

candump -ta vcan0 >>"$work/can.log" &

echo "== fifteen simulated packs over a pty pair"
cable; sleep 1; packs; daemon '[0, 2-15]' simulated
check "limits appear on CAN" within 240 limits_given
echo "      after $took s; the newest set:"
for id in 359 351 355 356 35C 35E; do grep "vcan0  $id " "$work/can.log" | tail -n 1 | sed 's/^/      /'; done
before=$(frames 355); sleep 20; sets=$(($(frames 355) - before))
check "one set a second: $sets in 20 s" [ "$sets" -ge 18 -a "$sets" -le 23 ]
check "every frame of the set is there as often" \
  [ "$(frames 359)" -ge "$sets" -a "$(frames 356)" -ge "$sets" -a "$(frames 35C)" -ge "$sets" ]
curl -s http://127.0.0.1:9770/metrics >"$work/metrics" || true
check "fifteen packs on the metrics page" [ "$(grep -c '^bank_pack_up{.*} 1' "$work/metrics")" = 15 ]

echo "== the packs fall silent"
kill $packs; wait $packs 2>/dev/null
check "zero limits within 10 s" within 11 limits_zero
echo "      after $took s: 351 $(newest 351), 35C $(newest 35C)"
before=$(frames 351); sleep 4
check "frames keep flowing" [ "$(frames 351)" -gt "$before" ]
packs
check "the packs return, so do the limits" within 200 limits_given
echo "      after $took s, most of it the simulator's own start"

echo "== the cable is pulled"
kill $cable; wait $cable 2>/dev/null
kill $packs 2>/dev/null; wait $packs 2>/dev/null
check "zero limits within 10 s" within 11 limits_zero
echo "      after $took s"
sleep 3; cable; sleep 1; packs
check "the cable is back, so are the limits" within 200 limits_given
echo "      after $took s"
check "the daemon is the one that was started" kill -0 $daemon

echo "== the daemon is stopped"
kill $daemon; wait $daemon 2>/dev/null
check "its last word is zero limits" limits_zero
before=$(frames 351); sleep 3
check "then silence" [ "$(frames 351)" = "$before" ]
kill $packs $cable 2>/dev/null; wait $packs $cable 2>/dev/null
[ $failed = 0 ] || { tell daemon "$work/daemon.log"; tell packs "$work/packs.log"; }

echo "== captured answers of a real pack"
: >"$work/can.log"
socat "pty,raw,echo=0,link=$work/bus" "EXEC:$here/captured-pack.sh" & cable=$!
sleep 1; daemon '[2]' captured
check "limits appear on CAN" within 240 limits_given
v=$(newest 356) s=$(first 355)
echo "      356 $v   355 $s   351 $(newest 351)   35C $(newest 35C)"
check "54.19 V, 24.1 A, 25.0 degrees, as the pack measured" [ "${v%% }" = "2B 15 F1 00 FA 00" ]
# The first one told: it charges at 24 A all the while, and its charge is counted on from there.
check "SOC 68 %, SOH 96 %" [ "${s%% }" = "44 00 60 00" ]
kill $daemon; wait $daemon 2>/dev/null
[ $failed = 0 ] || tell daemon "$work/daemon.log"

echo
echo "$passed passed, $failed failed"
[ $failed = 0 ]
