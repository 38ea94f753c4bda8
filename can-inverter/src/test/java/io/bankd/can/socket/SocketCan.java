package io.bankd.can.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The kernel's own tools: someone else's word for what is on the wire. */
final class SocketCan {
  private SocketCan() {}

  /** Skips the test on a machine without vcan0, unless the environment insists on it. */
  static void required() {
    boolean there = Files.exists(Path.of("/sys/class/net/vcan0"));
    if (System.getenv("BANKD_REQUIRE_SOCKETCAN") != null) {
      Assertions.assertTrue(there, "BANKD_REQUIRE_SOCKETCAN is set, but there is no vcan0");
    }
    Assumptions.assumeTrue(there, "no SocketCAN here: vcan0 is missing");
  }

  /**
   * Skips the test on a kernel without the qdisc tbf (module sch_tbf), the only way to fill the
   * queue of a vcan; BANKD_REQUIRE_SOCKETCAN=tbf insists on it.
   */
  static void tokenBucketRequired() {
    boolean there = true;
    try {
      run(
          "tc", "qdisc", "add", "dev", "vcan1", "root", "tbf", "rate", "1kbit", "burst", "32",
          "limit", "64");
      run("tc", "qdisc", "del", "dev", "vcan1", "root");
    } catch (IllegalStateException e) {
      there = false;
    }
    if ("tbf".equals(System.getenv("BANKD_REQUIRE_SOCKETCAN"))) {
      Assertions.assertTrue(there, "BANKD_REQUIRE_SOCKETCAN is tbf, but there is no sch_tbf");
    }
    Assumptions.assumeTrue(there, "no token bucket here: load sch_tbf");
  }

  /** Runs a command to its end and returns what it printed. */
  static String run(String... command) {
    try {
      Process process = start(command);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(List.of(command) + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
