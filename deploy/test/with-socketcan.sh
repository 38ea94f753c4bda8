#!/bin/bash
# Runs a command in a Linux kernel that has SocketCAN with vcan0 and vcan1 up.
#
#   with-socketcan.sh [-m MEMORY] [-t SECONDS] COMMAND [ARGUMENT...]
#
# Where this machine has vcan0 already, the command simply runs. Elsewhere Debian's user-mode-linux
# boots on this machine's own files (hostfs), loads the CAN modules and runs the command as root in
# this directory with this environment. Files it writes are real, but for /tmp, /run and /dev/shm
# if WITH_SOCKETCAN_TMPFS=1. It has one CPU, no network but lo and vcan, and starts a JVM some
# thirty times slower: compile outside, and assert order inside, not speed.
# Exit status: the command's own, 124 after SECONDS, 125 if the kernel never got to the command.
# Needs user-mode-linux, busybox-static, iproute2, and root.
set -u
memory=1G seconds=1800
while getopts m:t: option; do
  case $option in m) memory=$OPTARG ;; t) seconds=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '2,5p' "$0" >&2; exit 2; }

[ ! -e /sys/class/net/vcan0 ] || exec "$@"

kernel=$(command -v linux.uml) || { echo "$0: no linux.uml: apt-get install user-mode-linux" >&2; exit 125; }
modules=$(ls -d /usr/lib/uml/modules/*/kernel 2>/dev/null | tail -n 1)
work=$(mktemp -d) || exit 125
uml=
trap '[ -z "$uml" ] || kill -9 -- "-$uml" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

# The environment but for what the shell keeps for itself.
declare -px | grep -vE '^declare -x (PWD|OLDPWD|SHLVL|_|BASH[A-Z_]*|TERM)=' >"$work/environment"
printf '%q ' "$@" >"$work/command"
: >"$work/output"
cat >"$work/init" <<INIT
#!/bin/bash
# Descriptor 7 is the command's output, a file: the console would mix in the kernel's own lines.
exec 7>>"$work/output"
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t tmpfs tmpfs /run
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts /dev/shm
mount -t devpts -o mode=620,ptmxmode=666 devpts /dev/pts; mount -t tmpfs tmpfs /dev/shm
ln -sf /proc/self/fd /dev/fd
stop() { sync; halt -f -p; exit; }
for m in net/can/can net/can/can-raw drivers/net/can/dev/can-dev drivers/net/can/vcan net/sched/sch_tbf; do
  busybox insmod $modules/\$m.ko || { echo "cannot load \$m" >&7; stop; }
done
ip link set lo up
for i in vcan0 vcan1; do ip link add dev \$i type vcan && ip link set \$i up; done
. "$work/environment"
command=\$(cat "$work/command")
[ -z "\${WITH_SOCKETCAN_TMPFS:-}" ] || mount -t tmpfs tmpfs /tmp
cd "$PWD"
( eval "\$command" ) </dev/null >&7 2>&1
status=\$?
umount /tmp 2>/dev/null
echo \$status >"$work/status"
stop
INIT
chmod +x "$work/init"

# The kernel keeps its memory in a file: in RAM if that allows execution.
HOME=$work TMPDIR=$([ -w /dev/shm ] && echo /dev/shm || echo /tmp) setsid "$kernel" \
  umid="can$$" uml_dir="$work/" root=/dev/root rootfstype=hostfs rootflags=/ rw mem="$memory" \
  init="$work/init" panic=-1 con=null con0=null,fd:1 con1=null ssl=null quiet \
  </dev/null >"$work/console" 2>&1 &
uml=$!
tail --pid=$uml -s 0.1 -c +1 -f "$work/output" &
follower=$!
( for ((i = 0; i < seconds; i++)); do sleep 1; kill -0 $uml 2>/dev/null || exit; done
  touch "$work/late"; kill -9 -- -$uml ) >/dev/null 2>&1 &
wait $uml 2>/dev/null
wait $follower 2>/dev/null
uml=
if [ -e "$work/late" ]; then echo "$0: not done within $seconds s" >&2; exit 124; fi
if [ ! -s "$work/status" ]; then
  echo "$0: the kernel stopped before the command ended:" >&2
  tail -n 15 "$work/console" >&2
  exit 125
fi
exit "$(cat "$work/status")"
