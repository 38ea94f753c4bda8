#!/bin/bash
# Fuzzes every decoder in turn, so many seconds each (10 if not said), and says what came of it.
# A finding is written into target/ and printed; the input that made it goes to the test's seeds.
#
#   deploy/test/fuzz.sh [seconds]
#
# What is found to lead anywhere new is kept in .cifuzz-corpus and gone on from. A decoder that was
# not tried a thousand times has failed as well: something kept the fuzzer from its work.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10}
failed=0
fuzz() { # module, test
  local log tried
  log=$(mktemp)
  JAZZER_FUZZ=1 timeout $((seconds + 600)) mvn -B -ntp test -pl "$1" -am -Dtest="$2" -Dsurefire.failIfNoSpecifiedTests=false \
    -Djazzer.hooks=true -Djazzer.max_duration="${seconds}s" -DargLine=-Xmx512m >"$log" 2>&1
  local status=$?
  local done
  done=$(grep -E '^#[0-9]+\sDONE' "$log" | sed -E 's/ lim:.*exec/ exec/; s/\s+/ /g')
  tried=$(grep -oE '^#[0-9]+' <<<"$done")
  printf '%-60s %s\n' "${2#*#}" "${done:-no result}"
  if [ $status != 0 ] || [ -z "$tried" ] || [ "${tried:1}" -lt 1000 ]; then
    failed=1
    grep -Ev '^(INFO: (Loaded|Instrumented)|#[0-9]+\s|\s+at )' "$log" | tail -40
  fi
  rm -f "$log"
}
for test in aStreamOfCharactersIsCutIntoFrames aFrameIsReadAsTheAnswerToAnyQuestion \
  aFrameIsDescribedWhateverWasAskedBefore theLinesOfALogAreDescribed; do
  fuzz rs485-bus "WireFuzzTest#$test"
done
for test in aSetOfFramesIsReadInEveryDialect anyLineIsAFrameOrSaysWhyItIsNone; do
  fuzz can-inverter "CanFuzzTest#$test"
done
exit $failed
