#!/bin/bash
# What goes wrong on a bus, one thing after the other, over pseudo-terminals: six simulated packs at
# one end, the daemon at the other, something wrong with pack 3 or with the line. Prints a table:
# what was wrong, what the daemon named it, after how long, the fewest packs that were up in the ten
# seconds after that, what CPU time the daemon took of one core. With -w it goes into
# docs/measurements.md too, between its marks. Ends with “N passed, N failed”.
#
# Held to always: the fault is named, the packs that are well come up, one of which nobody knows
# which it is goes. With STRICT=1, for a quiet machine, the times as well: named within the seconds
# that stand at each fault below, no pack lost for ten seconds, a pulled line open 2 s after its
# return and all packs up after 10 s, the daemon below MOST_CPU percent of a core.
#
#   deploy/test/bus-faults.sh [-w] [JAR]
#       (STRICT=1; JOBS=2 at a time; ONLY=label; MOST_CPU=20; needs socat and curl)
set -u
here=$(cd "$(dirname "$0")" && pwd)
write=
if [ "${1:-}" = -w ]; then write=1; shift; fi
jar=${1:-$here/../../bank-daemon/target/bank-daemon.jar}
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m"
most_cpu=${MOST_CPU:-20}
packs=6
strict=${STRICT:-}
command -v socat >/dev/null || { echo "socat is not there"; exit 1; }
[ -f "$jar" ] || { echo "no $jar: mvn package -DskipTests"; exit 1; }
work=$(mktemp -d)
trap 'kill $(cat "$work"/*/pids 2>/dev/null) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

now() { local up; read -r up _ </proc/uptime; echo "${up/./}0"; } # milliseconds
seconds() { printf '%d.%d' $(($1 / 1000)) $(($1 % 1000 / 100)); }
ticks() { local stat; read -r -a stat <"/proc/$1/stat" && echo $((stat[13] + stat[14])); }
get() { curl -sf --max-time 5 "http://127.0.0.1:$port/metrics" 2>/dev/null; }
up() { get | grep -c '^bank_pack_up{.*} 1'; }
all_up() { [ "$(up)" = "$packs" ]; }
pack_gone() { get | grep -q "^bank_pack_up{.*pack=\"$1\".*} 0"; }
asked() { # questions that were put on a line
  get | awk '/^bank_bus_requests_total/ && !/result="portgone"/ {sum += $NF} END {print sum + 0}'
}
named() { [ "$expected" = - ] || get | grep -q "^bank_bus_findings_total{.*finding=\"$expected\".*} [1-9]"; }
within() { # within SECONDS CONDITION...: how long it took, in $took, milliseconds
  local limit=$(($1 * 1000)) from; shift
  from=$(now)
  until "$@"; do
    took=$(($(now) - from))
    [ $took -lt $limit ] || return 1
    sleep 0.1
  done
  took=$(($(now) - from))
}
started() { "$@" & echo $! >>"$dir/pids"; }
cable() { started socat "pty,raw,echo=0,link=$dir/packs" "pty,raw,echo=0,link=$dir/bus"; cable=$!; }

too_late() { [ -n "$strict" ] && [ "$1" -gt "$2" ]; } # milliseconds

# one LABEL FAULT EXPECTED SECONDS PACKS WORDS: the fault as simulate has it and the finding as the
# metrics do, “-” for none; within what time it has to be named on a quiet machine, how many packs
# have to be up, and some words of the log line
one() {
  local label=$1 fault=$2 expected=$3 soon=$4 least=$5 words=$6
  local dir=$work/$label daemon simulator result=ok line begin before cpu after= cable
  mkdir -p "$dir"
  local gone="" where="serial: $dir/bus" ends=(--tty "$dir/packs")
  port=$((20000 + RANDOM % 20000))
  if [ "$fault" = pieces ] || [ "$fault" = telnet ]; then
    where="tcp: 127.0.0.1:$((port + 1))"; ends=(--tcp $((port + 1)))
  else
    cable; sleep 0.5
  fi
  local faulty=()
  [ "$fault" = - ] || faulty=(--fault "$fault@3")
  started $java -jar "$jar" simulate "${ends[@]}" --packs $packs --scenario charge "${faulty[@]}" >"$dir/packs.log" 2>&1
  sleep 1.5
  cat >"$dir/bank.yaml" <<YAML
http: {port: $port}
state: {directory: $dir/state}
control: {socket: $dir/control.sock}
banks:
  - name: test
    buses:
      - $where
        packs: [2-$((packs + 1))]
    inverters:
      - can: nocan0
        dialect: pylon12
YAML
  $java -jar "$jar" run --config "$dir/bank.yaml" >"$dir/daemon.log" 2>&1 & daemon=$!
  echo $daemon >>"$dir/pids"
  within 60 get >/dev/null || result=FAIL
  if [ "$label" = unplugged ]; then
    within 60 all_up || result=FAIL
    kill $cable; wait $cable 2>/dev/null
    within 60 named || result=FAIL
    local told=$took opened
    sleep 12 # until no pack counts any more
    opened=$(asked)
    cable
    within 60 eval '[ "$(asked)" -gt $opened ]' || result=FAIL
    after="open again in $(seconds $took) s"
    too_late $took 2000 && result=FAIL
    local open=$took
    within 60 all_up || result=FAIL
    after="$after, all packs up in $(seconds $((open + took))) s"
    too_late $((open + took)) 10000 && result=FAIL
    took=$told
  else
    within 90 named || result=FAIL
  fi
  local when=$took polled now_up
  too_late "$when" $((soon * 1000)) && result=FAIL
  within 60 eval '[ "$(up)" -ge '"$least"' ]' || result=FAIL
  # Of two packs nobody knows which one answered.
  [ "$expected" != duplicate_address ] || within 60 pack_gone 3 || result=FAIL
  # Some rounds more, and what they cost.
  polled=$(up); begin=$(now); before=$(ticks $daemon)
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    now_up=$(up)
    [ "$now_up" -ge "$polled" ] || polled=$now_up
  done
  cpu=$((($(ticks $daemon) - before) * 10000 / ($(now) - begin) / 10))
  if [ -n "$strict" ]; then
    [ "$polled" -ge "$least" ] || result=FAIL
    [ $cpu -lt "$most_cpu" ] || result=FAIL
  fi
  line=$(grep -F "$words" "$dir/daemon.log" | grep -v 'no longer so' | head -n 1 | sed -E 's/^.* bus [^:]*: //')
  [ "$expected" = port_lost ] && line=$after
  [ "$expected" = - ] && line='nothing: all is well'
  [ -n "$line" ] || result=FAIL
  printf '| %s | %s | %s | %d of %d | %d %% | %s |\n' \
    "$label" "$expected" "$(seconds $when)" "$polled" $packs $cpu "${line:0:110}" >"$dir/row"
  echo $result >"$dir/result"
  [ $result = ok ] || { echo "-- $label"; tail -n 15 "$dir/daemon.log" "$dir/packs.log"; } >"$dir/tell"
  kill $(cat "$dir/pids") 2>/dev/null
  wait 2>/dev/null
}

running=0
batch() {
  [ -z "${ONLY:-}" ] || [ "$ONLY" = "$1" ] || return 0
  one "$@" & running=$((running + 1))
  if [ $running -ge "${JOBS:-2}" ]; then wait -n; running=$((running - 1)); fi
}
batch unplugged - port_lost 10 $packs 'cannot be used'
batch babbling-pack babble babbling_pack 10 $((packs - 1)) 'talks without being asked'
batch two-on-one-address duplicate-address duplicate_address 6 $((packs - 1)) 'two packs seem'
batch second-master second-master second_master 10 $packs 'another master asks the packs'
batch second-daemon second-daemon second_master 10 $packs 'another master asks the packs'
batch one-in-ten-corrupted corrupt damaged_line 60 $packs 'answers come damaged'
batch echo echo echo 10 $packs 'the adaptor hears its own words'
batch gateway-in-pieces pieces - 10 $packs ' '
batch switches-from-wrong-end dip-order dip_order 20 $((packs - 1)) 'a pack answers at 12 and none at 3'
batch address-0 address-0 wrong_address 25 $((packs - 1)) 'a pack answers at 0 and none at 3'
batch moved-pack moved-pack wrong_address 35 $((packs - 1)) 'a pack answers at 9 and none at 3'
batch gateway-set-to-telnet telnet telnet 10 $packs 'the gateway speaks Telnet'
batch unreadable noise unreadable_line 10 0 'characters are heard'
wait
{
  echo "| wrong | named | after s | packs up | CPU of a core | in words |"
  echo "|---|---|---|---|---|---|"
  cat "$work"/*/row
} | tee "$work/table"
if [ -n "$write" ]; then
  sed -i -e '/<!-- faults -->/,/<!-- end of faults -->/{/<!-- faults -->/r '"$work/table" \
    -e '/<!--/!d}' "$here/../../docs/measurements.md"
fi
cat "$work"/*/tell 2>/dev/null
# Who never came to a result has failed as well.
failed=$(grep -L ok "$work"/*/result | wc -l)
echo
echo "$(grep -l ok "$work"/*/result | wc -l) passed, $failed failed"
[ "$failed" = 0 ] && [ -s "$work/table" ] && ls "$work"/*/result >/dev/null
