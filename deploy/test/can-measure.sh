#!/bin/bash
# How punctual the CAN output is, how soon it tells a limit that falls, and what becomes of it when
# its interface is troubled, with candump as the witness. Run it where vcan0 is, or through
# with-socketcan.sh; as root. Prints tables; ends with “N passed, N failed”, which order and end
# states decide and time never does.
#
#   deploy/test/with-socketcan.sh -m 1G -t 3000 deploy/test/can-measure.sh [JAR [PERIODS]]
#
# The daemon tells a Pylon inverter at the priority its unit gives it. In user-mode-linux there is
# one CPU some thirty times slower than the machine's: what is late there is the kernel of that
# world, the simulator and the JVM together, not the daemon alone.
set -u
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../bank-daemon/target/bank-daemon.jar}
periods=${2:-1000}
falls=60
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m -Xshare:auto"
export LC_ALL=C TZ=UTC
work=$(mktemp -d)
passed=0 failed=0
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

check() { # check WHAT CONDITION...
  local what=$1; shift
  if "$@"; then echo "ok    $what"; passed=$((passed + 1)); else echo "FAIL  $what"; failed=$((failed + 1)); fi
}
end() { echo; echo "$passed passed, $failed failed"; [ $failed = 0 ]; exit; }
now() { echo "$EPOCHREALTIME"; }
lines() { wc -l <"$work/can.log"; }
since() { tail -n +$(($1 + 1)) "$work/can.log"; } # since LINE: what candump has written after it
metric() { curl -s http://127.0.0.1:9770/metrics | grep -F "$1" | awk '{ sum += $NF } END { print sum + 0 }'; }
status() { curl -s http://127.0.0.1:9770/readyz | grep vcan0; }
says() { status >"$work/status"; grep -q "$1" "$work/status"; } # says WORDS: of vcan0
within() { # within SECONDS CONDITION...: whether it comes true; waits that long for a broken world only
  local end=$(($(date +%s) + $1)); shift
  until "$@"; do [ "$(date +%s)" -lt $end ] || return 1; sleep 0.2; done
}
wait_for() { # wait_for SECONDS CONDITION...: or there is nothing to measure
  within "$@" && return
  echo "FAIL  never: ${*:2}"; failed=$((failed + 1)); tail -n 20 "$work/daemon.log"; end
}
newest() { grep " $1 " "$work/can.log" | tail -n 1 | sed 's/.*\] *//'; }
given() { local d; d=$(newest 351); [ -n "$d" ] && [ "${d:6:5}" != "00 00" ] && [ "${d:12:5}" != "00 00" ]; }
zero() { local d; d=$(newest 351); [ "${d:6:5} ${d:12:5}" = "00 00 00 00" ]; }
disabled() { case $(newest 35C) in 0?*|2?*|1?*|3?*) ;; *) false ;; esac; } # neither bit 7 nor bit 6
sets() { since "$1" | grep -c ' 351 '; }
enough() { [ "$(sets "$1")" -ge "$2" ]; }
first_after() { # first_after LINE TIME: how long after TIME a set begins, in the log from LINE on
  since "$1" | awk -v t="$2" '$3 == "351" { s = substr($1, 2) + 0; if (s > t) { printf "%.0f ms\n", (s - t) * 1000; exit } }'
}
told_after() { [ -n "$(first_after "$1" "$2")" ]; }
whole() { # whole LINE: every set from there on is whole and in one order; the last may be on its way
  since "$1" | awk '
    BEGIN { n = split("351 355 356 359 35C 35E", order, " "); at = 0 }
    at == 0 && $3 != order[1] && NR <= n { next }
    { at = at % n + 1; if ($3 != order[at]) { print "      " $0 " where 0x" order[at] " belongs"; bad = 1; exit } }
    END { exit bad }'
}

# The n-th set belongs at t0 + n periods; t0 is where most of them lie within a period, to the
# millisecond. A second set in a period was sent at once because a limit fell, or follows one that was
# a whole period late on its way out; those are counted apart.
table() { # table NAME LINE
  since "$2" | awk -v p=0.2 -v name="$1" '
    function phase(time) { return time - int(time / p) * p }
    $3 == "351" { t[++all] = substr($1, 2) + 0; if (++bin[b = int(phase(t[all]) * 1000)] > bin[mode]) mode = b }
    END {
      t0 = (int(t[1] / p) - 1) * p + mode / 1000 - 0.002
      for (i = 1; i <= all; i++) {
        n = int((t[i] - t0) / p)
        if (n in taken) { urgent++; continue }
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

# Every answer in “times” lowered the limit, and nothing else did; a set is due every 2 s only. One
# that was due just then says nothing about the way, nor does an answer right after a set, from
# which another keeps its distance, nor one that was lost on the line, so that the next told it: all
# three are counted apart.
at_once() { # at_once LINE: a row, and in “untold” how many were told by no set before the next fell
  since "$1" | awk -v p=2 -v untold="$work/untold" '
    function hex(text,  i, value) {
      for (i = 1; i <= 4; i++) value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
      return value
    }
    FNR == NR { answer[++answers] = $1 + 0; next }
    $3 == "351" {
      t[++sets] = substr($1, 2) + 0; limit[sets] = hex($10 $9)
      if (++bin[b = int((t[sets] - int(t[sets] / p) * p) * 100)] > bin[mode]) mode = b
    }
    END {
      for (i = 1; i <= answers; i++) {
        while (s < sets && t[s + 1] <= answer[i]) s++
        before = i < answers ? answer[i + 1] : 1e12
        for (k = s + 1; k <= sets && t[k] < before && limit[k] >= limit[s]; k++);
        if (s < 1 || k > sets || t[k] >= before) { lost++; continue }
        if (t[k] - answer[i] > 0.3 && k > s + 1) { later++; continue }
        if (k > s + 1) { due++; continue } # on its way already, and the one after it has it
        phase = t[s + 1] - mode / 100; phase -= int(phase / p) * p
        if (phase < 0.15 || phase > p - 0.05) { due++; continue }
        if (answer[i] - t[s] < 0.1) { close_by++; continue }
        v[++n] = (t[s + 1] - answer[i]) * 1000
      }
      for (i = 2; i <= n; i++) { x = v[i]; for (j = i; j > 1 && v[j - 1] > x; j--) v[j] = v[j - 1]; v[j] = x }
      printf "| %d | %d | %d | %d | %.1f | %.1f | %.1f |\n", n, due, close_by, later, at(0.5), at(0.99), v[n]
      print lost + 0 >untold
    }
    function at(share,  i) { i = int(n * share + 0.999999); return v[i < 1 ? 1 : i] }' "$work/times" -
}
fallen() { [ -e "$work/times" ] && [ "$(wc -l <"$work/times")" -ge $falls ]; }
all_told() { [ "$(cat "$work/untold")" = 0 ]; }

cable() { # cable OTHER-END: the daemon's end of the line, and what is at the other
  socat "pty,raw,echo=0,link=$work/bus" "$1" & cable=$!
  sleep 1
}
packs() { # packs SCENARIO
  $java -jar "$jar" simulate --tty "$work/packs" --packs 1 --scenario "$1" >"$work/packs.log" 2>&1 & packs=$!
}
daemon() { # daemon PERIOD
  from=$(lines)
  printf 'state:\n  directory: %s\ncontrol:\n  socket: %s\nbanks:\n  - buses:\n      - serial: %s\n        packs: [2]\n    inverters:\n      - can: vcan0\n        period: %s\n' \
    "$work/records$from" "$work/control.sock" "$work/bus" "$1" >"$work/bank.yaml"
  nice -n -5 $java -jar "$jar" run --config "$work/bank.yaml" >"$work/daemon.log" 2>&1 & daemon=$!
  wait_for 400 enough "$from" 1
  wait_for 400 given
}
stop() { kill "$1"; wait "$1" 2>/dev/null; }

candump -ta any >"$work/can.log" 2>/dev/null &
echo "$(uname -sr), $(nproc) CPU; $(java -version 2>&1 | sed -n 2p)"
echo
cable "EXEC:$here/falling-pack.sh $work/go $work/times"
daemon '2 s'
sleep 60 # the compiler's first minute, and the limit's rise
from=$(lines); wait_for 60 enough "$from" 1; touch "$work/go"
wait_for 900 fallen; rm "$work/go"; sleep 5
echo "| sent at once because an answer lowered the limit | due just then | right after a set | by the next answer | last character to the set: median ms | p99 | most |"
echo "|---|---|---|---|---|---|---|"
at_once "$from"
echo
check "each of $(wc -l <"$work/times") answers that lowered the limit was told before the next" all_told
check "every set was whole and in one order" whole "$from"
stop $daemon; stop $cable

cable "pty,raw,echo=0,link=$work/packs"
packs charge
daemon '200 ms'
sleep 60
from=$(lines); begin=$from
wait_for "$periods" enough "$from" "$periods"
echo
echo "| sets every 200 ms | sets | missed | twice in a period | late: median ms | p99 | p99.9 | most | drift ms |"
echo "|---|---|---|---|---|---|---|---|---|"
table "idle" "$from"
( while :; do :; done ) & busy=$!
( while :; do curl -s -o /dev/null http://127.0.0.1:9770/metrics; sleep 1; done ) & scraper=$!
from=$(lines); wait_for "$periods" enough "$from" "$periods"; table "a busy loop, a scrape a second" "$from"
kill $busy $scraper; wait $busy $scraper 2>/dev/null
echo
check "every set was whole and in one order" whole "$begin"

echo "== nobody acknowledges (a token bucket lets one frame in a while through), for 5 s"
full=$(metric 'result="queue_full"')
tc qdisc add dev vcan0 root tbf rate 1kbit burst 32 limit 64; sleep 5
check "it says so" within 30 says 'nobody acknowledges'
echo "      $(cat "$work/status")"
dropped=$(($(metric 'result="queue_full"') - full))
check "sets are dropped, $dropped of them" [ $dropped -ge 1 ]
from=$(lines); tc qdisc del dev vcan0 root; t=$(now)
check "sets go out again" within 60 told_after "$from" "$t"
echo "      the next $(first_after "$from" "$t") after the queue takes frames again"
check "and it says so" within 30 says works

echo "== the interface goes down for 3 s"
ip link set vcan0 down; sleep 3
check "it says so" within 30 says 'is down'
echo "      $(cat "$work/status")"
from=$(lines); ip link set vcan0 up; t=$(now)
check "sets go out again" within 60 told_after "$from" "$t"
echo "      the next $(first_after "$from" "$t") after it is up"
check "and it says so" within 30 says works

echo "== the interface is deleted for 3 s"
ip link del vcan0; sleep 3
check "it says so" within 30 says 'no such\|no interface\|does not exist\|there is no'
echo "      $(cat "$work/status")"
ip link add dev vcan0 type vcan; from=$(lines); ip link set vcan0 up; t=$(now)
check "sets go out again" within 60 told_after "$from" "$t"
echo "      the next $(first_after "$from" "$t") after it is back"
check "and it says so" within 30 says works

echo "== another BMS sends 0x351"
cansend vcan0 351#3002F401F401C201
foreign() { [ "$(metric 'result="foreign_bms"')" -ge 1 ]; }
check "its frame is counted" within 30 foreign
warned() { grep -qF 'another BMS' "$work/daemon.log"; }
check "and warned of" within 30 warned
echo "      $(grep -F 'another BMS' "$work/daemon.log" | head -n 1)"

echo "== the pack falls silent"
from=$(lines); t=$(now); stop $packs
check "zero limits follow" within 120 zero
echo "      $(first_after "$from" "$t") to the next set; zero $(since "$from" | awk -v t="$t" '$3 == "351" && $7 $8 $9 $10 == "00000000" { printf "%.1f s", substr($1, 2) - t; exit }') after the last answer"
check "with the enable bits cleared" within 30 disabled
from=$(lines)
check "and frames go on" within 30 enough "$from" 5
packs charge
check "it returns, and limits with it" within 400 given

echo "== the daemon is stopped"
stop $daemon; sleep 1
check "its last limits are zero: $(newest 351)" zero
check "with the enable bits cleared: $(newest 35C)" disabled
from=$(lines); sleep 3
check "then nothing more is sent" [ "$(lines)" = "$from" ]
end
