#!/bin/bash
# Runs a test script in a small Linux that has systemd as its first process, and vcan0.
#
#   with-systemd.sh [-t SECONDS] [-p PREPARE] TEST
#
# Debian's user-mode-linux boots on this machine's own files, read-only, with a tmpfs above them:
# nothing written in there reaches this machine. PREPARE, a script, runs before systemd starts, with
# the new root as its argument, to put units and files in place. TEST runs as a service once systemd
# is up; the run passes when its last line is PASS. One CPU and slow: assert order and end state.
# Needs user-mode-linux, busybox-static, iproute2, systemd, and root.
set -u
seconds=300 prepare=
while getopts t:p: option; do
  case $option in t) seconds=$OPTARG ;; p) prepare=$(realpath "$OPTARG") ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# = 1 ] || { sed -n '2,4p' "$0" >&2; exit 2; }
test=$(realpath "$1")
kernel=$(command -v linux.uml) || { echo "$0: no linux.uml: apt-get install user-mode-linux" >&2; exit 125; }
work=$(mktemp -d) || exit 125
trap 'rm -rf "$work"' EXIT
cp "$test" "$work/test"
if [ -n "$prepare" ]; then cp "$prepare" "$work/prepare"; else : >"$work/prepare"; fi

# What of this machine would only cost time in there, or hang for want of a network.
masked="systemd-resolved systemd-timesyncd systemd-logind systemd-networkd-wait-online
systemd-random-seed systemd-update-utmp systemd-journal-flush systemd-pstore systemd-hwdb-update
systemd-modules-load systemd-remount-fs systemd-firstboot systemd-udev-trigger ldconfig
getty@tty1 console-getty e2scrub_reap uml-utilities postgresql"
cat >"$work/init" <<INIT
#!/bin/bash
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
modules=/usr/lib/uml/modules/\$(uname -r)/kernel
for m in fs/overlayfs/overlay net/can/can net/can/can-raw drivers/net/can/dev/can-dev drivers/net/can/vcan; do
  busybox insmod \$modules/\$m.ko || echo "cannot load \$m"
done
ip link add dev vcan0 type vcan && ip link set vcan0 up
mount -t tmpfs -o size=900m tmpfs /mnt
mkdir -p /mnt/upper /mnt/work /mnt/new
root=/mnt/new
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work \$root || busybox halt -f
rm -f \$root/etc/systemd/system/*.wants/* \$root/.dockerenv
: >\$root/etc/fstab
echo uninitialized >\$root/etc/machine-id
mkdir -p \$root/etc/systemd/journald.conf.d \$root/etc/tmpfiles.d \$root/run-test
printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\n' >\$root/etc/systemd/journald.conf.d/test.conf
for f in \$root/usr/lib/tmpfiles.d/*.conf; do
  case \${f##*/} in
    systemd.conf | systemd-tmp.conf | static-nodes-permissions.conf | var.conf | dbus.conf) ;;
    *) ln -sf /dev/null \$root/etc/tmpfiles.d/\${f##*/} ;;
  esac
done
for u in $(echo $masked); do ln -sf /dev/null \$root/etc/systemd/system/\$u.service; done
ln -sf /dev/null \$root/etc/systemd/system/dev-hugepages.mount
ln -sf /dev/null \$root/etc/systemd/system/apt-daily.timer
cp $work/test \$root/run-test/test
cat >\$root/etc/systemd/system/run-test.target <<UNIT
[Unit]
Requires=basic.target systemd-journald.service
After=basic.target
AllowIsolate=yes
Wants=run-test.service
UNIT
cat >\$root/etc/systemd/system/run-test.service <<UNIT
[Unit]
After=basic.target
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
ExecStart=/bin/bash /run-test/test
StandardOutput=tty
StandardError=tty
TTYPath=/dev/console
UNIT
bash $work/prepare \$root
umount /proc
cd \$root
mount -n --move . /
exec env -i PATH=\$PATH HOME=/root TERM=linux chroot . /lib/systemd/systemd \\
  --unit=run-test.target --show-status=0 --log-level=notice </dev/console >/dev/console 2>&1
INIT
chmod +x "$work/init"
HOME=$work TMPDIR=$([ -w /dev/shm ] && echo /dev/shm || echo /tmp) timeout -k 5 "$seconds" \
  "$kernel" root=/dev/root rootfstype=hostfs rootflags=/ ro mem=1536M init="$work/init" panic=-1 \
  quiet con=null con0=null,fd:1 </dev/null 2>/dev/null | tr -d '\r' | tee "$work/output"
grep -v '^reboot:' "$work/output" | grep -v '^[[:space:]]*$' | tail -n 3 | grep -qx PASS
