#!/bin/bash
# How punctual the CAN output is and what becomes of it when its interface is troubled, with candump
# as the witness. Run it where vcan0 is, or through with-socketcan.sh; as root. Prints a table.
#
#   deploy/test/with-socketcan.sh -m 1G -t 3000 deploy/test/can-measure.sh [JAR [PERIODS]]
#
# The daemon polls one simulated pack and tells a Pylon inverter every 200 ms, at the priority its
# unit gives it. In user-mode-linux there is one CPU some thirty times slower than the machine's: what
# is late there is the kernel of that world, the simulator and the JVM together, not the daemon alone.
set -u
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../bank-daemon/target/bank-daemon.jar}
periods=${2:-1000}
period=0.2
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m -Xshare:auto"
export LC_ALL=C TZ=UTC
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

now() { date +%s.%N; }
lines() { wc -l <"$work/can.log"; }
since() { tail -n +$(($1 + 1)) "$work/can.log"; } # since LINE: what candump has written after it
metric() { curl -s http://127.0.0.1:9770/metrics | grep -F "$1" | awk '{ sum += $NF } END { print sum + 0 }'; }
status() { curl -s http://127.0.0.1:9770/readyz | grep vcan0; }
wait_for() { # wait_for SECONDS CONDITION...
  local end=$(($(date +%s) + $1)); shift
  until "$@"; do
    if [ "$(date +%s)" -ge $end ]; then echo "never: $*"; tail -n 20 "$work/daemon.log"; exit 1; fi
    sleep 0.2
  done
}
given() { tail -n 30 "$work/can.log" | awk '$3 == "351" && $7 $8 != "0000" { found = 1 } END { exit !found }'; }
first_after() { # first_after LINE TIME: how long after TIME a set begins, in the log from LINE on
  since "$1" | awk -v t="$2" '$3 == "359" { s = substr($1, 2) + 0; if (s > t) { printf "%.0f ms\n", (s - t) * 1000; exit } }'
}
told_after() { [ -n "$(first_after "$1" "$2")" ]; }

# The n-th set belongs at t0 + n periods; t0 is where most of them lie within a period, to the
# millisecond. A second set in a period was sent at once because a limit fell, or follows one that was
# a whole period late on its way out; those are counted apart, and their times go to a file.
table() { # table NAME LINE
  since "$2" | awk -v p=$period -v name="$1" -v urgent_times="$work/urgent" '
    function phase(time) { return time - int(time / p) * p }
    $3 == "359" { t[++all] = substr($1, 2) + 0; if (++bin[b = int(phase(t[all]) * 1000)] > bin[mode]) mode = b }
    END {
      t0 = int(t[1] / p) * p + mode / 1000 - 0.002
      for (i = 1; i <= all; i++) {
        n = int((t[i] - t0) / p)
        if (n in taken) { urgent++; print t[i] >urgent_times; continue }
        taken[n]; d = (t[i] - t0 - n * p) * 1000; v[++sets] = d
        if (sets == 1 || d < least) least = d
        if (sets == 1) first = n; last = n
        if (n - first < 100 && (early == "" || d < early)) early = d
        fall[sets] = d; when[sets] = n
      }
      for (i = 1; i <= sets; i++) if (last - when[i] < 100 && (late == "" || fall[i] < late)) late = fall[i]
      for (i = 1; i <= sets; i++) v[i] -= least
      sort(sets)
      printf "| %s | %d | %d | %d | %.1f | %.1f | %.1f | %.1f | %+.2f |\n", name, sets,
        last - first + 1 - sets, urgent, at_most(0.5), at_most(0.99), at_most(0.999), v[sets], late - early
    }
    function at_most(share,  i) { i = int(sets * share + 0.999999); return v[i < 1 ? 1 : i] }
    function sort(n,  gap, i, j, x) {
      for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= n; i++) {
          x = v[i]
          for (j = i; j > gap && v[j - gap] > x; j -= gap) v[j] = v[j - gap]
          v[j] = x
        }
    }'
}

# From the last character of an answer, as socat saw it pass, to the set that was sent because of it.
at_once() {
  awk '
    FILENAME ~ /line.log$/ { if ($1 == ">" && $3 ~ /:/) { split($3, c, ":"); answer[++n] = c[1] * 3600 + c[2] * 60 + c[3] } next }
    { t = $1 - int($1 / 86400) * 86400
      for (i = n; i > 0 && answer[i] > t; i--);
      if (i > 0 && t - answer[i] < 1) { d = (t - answer[i]) * 1000; sum += d; count++; if (d > most) most = d } }
    END { if (count) printf "  %d sets, %.1f ms after the last character of an answer on average, %.1f ms at most\n", count, sum / count, most
          else print "  none was heard" }' "$work/line.log" "$work/urgent"
}
sets() { since "$1" | grep -c ' 359 '; }
enough() { [ "$(sets "$1")" -ge "$periods" ]; }

candump -ta any >"$work/can.log" 2>/dev/null &
socat -v "pty,raw,echo=0,link=$work/packs" "pty,raw,echo=0,link=$work/bus" 2>"$work/line.log" &
sleep 1
$java -jar "$jar" simulate --tty "$work/packs" --packs 1 --scenario charge >"$work/packs.log" 2>&1 & packs=$!
printf 'state:\n  directory: %s\ncontrol:\n  socket: %s\nbanks:\n  - buses:\n      - serial: %s\n        packs: [2]\n    inverters:\n      - can: vcan0\n        period: 200 ms\n' \
  "$work/records" "$work/control.sock" "$work/bus" >"$work/bank.yaml"
nice -n -5 $java -jar "$jar" run --config "$work/bank.yaml" >"$work/daemon.log" 2>&1 & daemon=$!
wait_for 400 given
sleep 60 # the compiler's and the sharing's first minute
echo "$(uname -sr), $(nproc) CPU; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| sets every 200 ms | sets | missed | twice in a period | late: median ms | p99 | p99.9 | most | drift ms |"
echo "|---|---|---|---|---|---|---|---|---|"
from=$(lines); wait_for "$periods" enough "$from"; table "idle" "$from"
( while :; do :; done ) & busy=$!
( while :; do curl -s -o /dev/null http://127.0.0.1:9770/metrics; sleep 1; done ) & scraper=$!
from=$(lines); wait_for "$periods" enough "$from"; table "a busy loop, a scrape a second" "$from"
kill $busy $scraper; wait $busy $scraper 2>/dev/null

kill $packs; wait $packs 2>/dev/null; : >"$work/urgent"
$java -jar "$jar" simulate --tty "$work/packs" --packs 1 --scenario weak-cell >"$work/packs.log" 2>&1 & packs=$!
sleep 20; wait_for 400 given; from=$(lines); sleep $((periods / 8 + 20)); table "a pack whose weak cell is full" "$from"
echo
echo "sets sent at once because a limit fell, of the last row"
at_once

echo "the pack falls silent: when zero limits follow"
from=$(lines); t=$(now); kill $packs; wait $packs 2>/dev/null
zero() { since "$from" | awk '$3 == "351" && $7 $8 $9 $10 == "00000000" { found = 1 } END { exit !found }'; }
wait_for 60 zero
since "$from" | awk -v t="$t" '$3 == "351" && $7 $8 $9 $10 == "00000000" { printf "  %.1f s after the last answer, ", substr($1, 2) - t; exit }'
since "$from" | awk -v p=$period '$3 == "359" { last = before; before = substr($1, 2) } $3 == "351" && $7 $8 $9 $10 == "00000000" { printf "%.0f ms after the set before it\n", (before - last) * 1000; exit }'

echo "nobody acknowledges (a token bucket lets one frame in a while through), for 5 s"
full=$(metric 'result="queue_full"')
tc qdisc add dev vcan0 root tbf rate 1kbit burst 32 limit 64; sleep 5
echo "  $(status)"
echo "  sets dropped: $(($(metric 'result="queue_full"') - full))"
from=$(lines); tc qdisc del dev vcan0 root; t=$(now); wait_for 60 told_after "$from" "$t"
echo "  next set: $(first_after "$from" "$t") after the queue takes frames again"

echo "the interface goes down for 3 s"
ip link set vcan0 down; sleep 3; echo "  $(status)"
from=$(lines); ip link set vcan0 up; t=$(now); wait_for 60 told_after "$from" "$t"
echo "  next set: $(first_after "$from" "$t") after it is up"

echo "the interface is deleted for 3 s"
ip link del vcan0; sleep 3; echo "  $(status)"
ip link add dev vcan0 type vcan; from=$(lines); ip link set vcan0 up; t=$(now); wait_for 60 told_after "$from" "$t"
echo "  next set: $(first_after "$from" "$t") after it is back"

echo "another BMS sends 0x351"
cansend vcan0 351#3002F401F401C201
foreign() { [ "$(metric 'result="foreign_bms"')" -ge 1 ]; }
wait_for 30 foreign; sleep 1
echo "  frames counted: $(metric 'result="foreign_bms"')"
echo "  $(grep -F 'another BMS' "$work/daemon.log" | tail -n 1)"

echo "the daemon is stopped"
from=$(lines); kill $daemon; wait $daemon 2>/dev/null; sleep 1
echo "  its last limits: $(grep ' 351 ' "$work/can.log" | tail -n 1 | sed 's/.*\] *//')"
