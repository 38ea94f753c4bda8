#!/bin/bash
# Answers on standard input and output as pack 2, whose cells sink by a millivolt with every third
# answer once the file GO is there, through the derating curve of discharging: each such answer lowers
# the discharge limit by 0.4 A, and nothing else does. When the last character of each was written
# goes to the file TIMES, in seconds since 1970. An answer takes the 0.15 s that it does at 9600 baud.
# Put it behind a pty:
#
#   socat pty,raw,echo=0,link=/tmp/bus 'EXEC:deploy/test/falling-pack.sh GO TIMES'
set -u
export LC_ALL=C
go=$1 times=$2
cell=2960 answers=0
exec {never}<> <(:) # nothing comes from here: a pause without a process for it

# An answer of captured-pack.sh with other cells, no current and a checksum of its own.
analog() {
  local body cells sum=0 i c
  printf -v cells '%04X' $cell{,,,,,,,,,,,,,,,}
  printf -v body '25024600D07C000210%s060BA60BA20BA30BA60B9D0BAC0000%04X1A680226AC03B826AC44' "$cells" $((16 * cell))
  for ((i = 0; i < ${#body}; i++)); do
    printf -v c '%d' "'${body:i:1}"
    sum=$((sum + c))
  done
  printf -v answer '~%s%04X' "$body" $((65536 - sum % 65536))
}
status='~25024600E04E000210000000000000000000000000000000000600000000000000000000000600000000000000EED0'

while IFS= read -r -d $'\r' question; do
  case ${question##*\~} in
    25024642*)
      fell=
      if [ -e "$go" ] && [ $((++answers % 3)) = 0 ] && [ $cell -gt 2851 ]; then
        cell=$((cell > 2950 ? 2949 : cell - 1)) fell=1
      fi
      analog
      read -rt 0.15 -u "$never"
      printf %s "$answer"
      now=$EPOCHREALTIME
      printf '\r'
      [ -z "$fell" ] || printf '%s\n' "$now" >>"$times"
      ;;
    25024644*) read -rt 0.1 -u "$never"; printf '%s\r' "$status" ;;
  esac
done
