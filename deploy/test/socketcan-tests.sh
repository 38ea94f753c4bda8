#!/bin/bash
# The JUnit tests that need SocketCAN, against candump and cansend; none may be skipped.
# Needs a build (mvn package) and a vcan0:
#
#   deploy/test/with-socketcan.sh deploy/test/socketcan-tests.sh
set -u
cd "$(dirname "$0")/../../can-inverter" || exit 1
# tbf: a full transmit queue too, which needs the token bucket of the kernel.
BANKD_REQUIRE_SOCKETCAN=tbf exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
  org.junit.platform.console.ConsoleLauncher execute --include-tag socketcan \
  --scan-classpath target/test-classes --disable-banner --details=tree --disable-ansi-colors
