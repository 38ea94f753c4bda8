#!/bin/bash
# What goes wrong on a bus, one thing after the other, over pseudo-terminals: six simulated packs at
# one end, the daemon at the other, something wrong with pack 3 or with the line. Prints a table:
# what was wrong, what the daemon named it, after how long, how many packs were up at the end, what
# CPU time the daemon took of one core. Ends with “N passed, N failed”.
#
#   deploy/test/bus-faults.sh [JAR]        (JOBS=2 at a time; MOST_CPU=20 percent; needs socat)
set -u
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../bank-daemon/target/bank-daemon.jar}
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m"
most_cpu=${MOST_CPU:-20}
packs=6
work=$(mktemp -d)
trap 'kill $(cat "$work"/*/pids 2>/dev/null) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

now() { local up; read -r up _ </proc/uptime; echo "${up/./}0"; } # milliseconds
seconds() { printf '%d.%d' $(($1 / 1000)) $(($1 % 1000 / 100)); }
ticks() { local stat; read -r -a stat <"/proc/$1/stat" && echo $((stat[13] + stat[14])); }
get() { curl -sf --max-time 5 "http://127.0.0.1:$port/metrics" 2>/dev/null; }
up() { get | grep -c '^bank_pack_up{.*} 1'; }
all_up() { [ "$(up)" = "$packs" ]; }
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

# one LABEL FAULT EXPECTED [PACKS UP AT LEAST]: the fault as simulate has it, “-” for none
one() {
  local label=$1 fault=$2 expected=$3 least=${4:-$((packs - 1))}
  local dir=$work/$label daemon simulator result=ok line begin before cpu after= cable
  mkdir -p "$dir"
  local gone="" where="serial: $dir/bus" ends=(--tty "$dir/packs")
  port=$((20000 + RANDOM % 20000))
  if [ "$fault" = pieces ]; then
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
    within 20 named || result=FAIL
    local told=$took opened
    sleep 3
    opened=$(asked)
    cable
    within 20 eval '[ "$(asked)" -gt $opened ]' || result=FAIL
    after="open again in $(seconds $took) s"
    [ $took -le 2000 ] || result=FAIL
    local open=$took
    within 30 all_up || result=FAIL
    after="$after, all packs up in $(seconds $((open + took))) s"
    [ $((open + took)) -le 10000 ] || result=FAIL
    took=$told
  else
    within 90 named || result=FAIL
  fi
  local when=$took
  # Some rounds more, and what they cost.
  begin=$(now); before=$(ticks $daemon)
  sleep 10
  cpu=$((($(ticks $daemon) - before) * 10000 / ($(now) - begin) / 10))
  local polled=0
  within 20 eval '[ "$(up)" -ge '"$least"' ]' || result=FAIL
  polled=$(up)
  [ $cpu -lt "$most_cpu" ] || result=FAIL
  line=$(grep -E ' bus [^:]*: ' "$dir/daemon.log" | grep -Ev 'is open|another master asks pack|hears its own words; harmless' | tail -n 1 | sed -E 's/^.* bus [^:]*: //')
  [ "$expected" = port_lost ] && line=$after
  [ "$expected" = - ] && line="nothing: ${line:-all is well}"
  printf '| %s | %s | %s | %d of %d | %d %% | %s |\n' \
    "$label" "$expected" "$(seconds $when)" "$polled" $packs $cpu "${line:0:110}" >"$dir/row"
  echo $result >"$dir/result"
  [ $result = ok ] || { echo "-- $label"; tail -n 15 "$dir/daemon.log" "$dir/packs.log"; } >"$dir/tell"
  kill $(cat "$dir/pids") 2>/dev/null
  wait 2>/dev/null
}

running=0
batch() { one "$@" & running=$((running + 1)); if [ $running -ge "${JOBS:-2}" ]; then wait -n; running=$((running - 1)); fi; }
batch unplugged - port_lost $packs
batch babbling-pack babble babbling_pack
batch two-on-one-address duplicate-address duplicate_address
batch second-master second-master second_master 1
batch one-in-ten-corrupted corrupt damaged_line $packs
batch echo echo echo $packs
batch gateway-in-pieces pieces - $packs
batch unreadable noise unreadable_line 0
wait
echo "| wrong | named | after s | packs up | CPU of a core | in words |"
echo "|---|---|---|---|---|---|"
cat "$work"/*/row
cat "$work"/*/tell 2>/dev/null
failed=$(grep -l FAIL "$work"/*/result | wc -l)
echo
echo "$(grep -l ok "$work"/*/result | wc -l) passed, $failed failed"
[ "$failed" = 0 ]
