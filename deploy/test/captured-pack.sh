#!/bin/bash
# Answers on standard input and output as pack 2 did once on a real bus: every frame below was
# captured, none is made up. Put it behind a pty:
#   socat pty,raw,echo=0,link=/tmp/bus EXEC:deploy/test/captured-pack.sh
# Sources: the analog answer is from a snoop of an inter-pack bus (nkinnan/esphome-pace-bms issue
# 50), the status answer from fancyui/Gobel-Battery-HA-Addon issue 8.
analog='~25024600D07C0002100D330D360D3C0D300D3A0D360D3C0D350D3E0D3B0D3D0D380D370D370D360D34060BA60BA20BA30BA60B9D0BAC096CD3B21A680226AC03B826AC44E232'
status='~25024600E04E000210000000000000000000000000000000000600000000000000000000000600000000000000EED0'
while IFS= read -r -d $'\r' question; do
  case ${question##*\~} in
    25024642*) printf '%s\r' "$analog" ;;
    25024644*) printf '%s\r' "$status" ;;
  esac
done
