#!/bin/bash
# The unit as it ships, under real systemd, hardened as it is: see service.sh.
failed=0
check() {
  local what=$1; shift
  if "$@"; then echo "ok    $what"; else echo "FAIL  $what"; failed=1; fi
}
show() { systemctl show bank-daemon -p "$1" --value; }
rated() {
  systemd-analyze security --offline=true --threshold=15 --no-pager \
    /etc/systemd/system/bank-daemon.service >/dev/null
}
uptime() { cut -d. -f1 /proc/uptime; }

systemd-sysusers
systemctl daemon-reload
socat pty,raw,echo=0,link=/dev/bank-rs485,mode=660,group=dialout EXEC:/run-test/captured-pack &
sleep 1
check "the daemon says that it is ready" systemctl start bank-daemon
check "it runs as a user of its own" [ "$(show User)" = bank-daemon ]
check "frames come" timeout 60 candump -n 6 vcan0
sleep 5
check "how the interface is set up is seen from inside: vcan0: up, vcan" \
  grep -q 'vcan0: up, vcan' <<<"$(journalctl -u bank-daemon --no-pager)"
check "the status line tells the bank: $(show StatusText)" grep -q '1 of 1 pack ' <<<"$(show StatusText)"
check "healthz says ok" [ "$(curl -s http://127.0.0.1:9770/healthz)" = ok ]
check "the journal has priorities" \
  grep -q '"PRIORITY":"6"' <<<"$(journalctl -u bank-daemon -o json --output-fields=PRIORITY --no-pager)"
pid=$(show MainPID) from=$(uptime)
kill -STOP "$pid"
for _ in $(seq 90); do
  sleep 1
  [ "$(show MainPID)" != "$pid" ] && [ "$(systemctl is-active bank-daemon)" = active ] && break
done
check "frozen, it is killed and started by the watchdog" [ "$(show MainPID)" != "$pid" ]
echo "      after $(($(uptime) - from)) s"
check "it stops in order" systemctl stop bank-daemon
check "which counts as success" [ "$(show Result)" = success ]
printf 'banks: []\n' >/etc/bank-daemon/bank.yaml
systemctl start bank-daemon 2>/dev/null
sleep 3
check "a wrong configuration is not tried over and over" [ "$(show ExecMainStatus) $(show NRestarts)" = "78 0" ]
check "the sandbox is rated 1.5 or better" rated
[ $failed = 0 ] || journalctl -u bank-daemon --no-pager -n 40
[ $failed = 0 ] && echo PASS
