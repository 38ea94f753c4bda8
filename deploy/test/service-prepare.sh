#!/bin/bash
# Installs the daemon below $1 as deploy/systemd/bank-daemon.service says. BANKD is this checkout.
set -e
mkdir -p "$1/usr/lib/bank-daemon" "$1/etc/bank-daemon" "$1/etc/sysusers.d"
install -m 644 BANKD/bank-daemon/target/bank-daemon.jar "$1/usr/lib/bank-daemon/"
install -m 644 BANKD/deploy/systemd/bank-daemon.service "$1/etc/systemd/system/"
install -m 644 BANKD/deploy/systemd/bank-daemon.sysusers "$1/etc/sysusers.d/bank-daemon.conf"
install -m 755 BANKD/deploy/test/captured-pack.sh "$1/run-test/captured-pack"
sed 's#can0#vcan0#' BANKD/deploy/examples/one-pack.yaml >"$1/etc/bank-daemon/bank.yaml"
chmod 644 "$1/etc/bank-daemon/bank.yaml"
