package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers captured from a real pack, over a pseudo-terminal, as the right numbers on CAN. */
@Tag("pty")
class CapturedPackTest {
  private static final Path PACK = Path.of("../deploy/test/captured-pack.sh").toAbsolutePath();

  @TempDir Path folder;
  private Process socat;
  private TestSite site;

  @BeforeEach
  void plugIn() throws Exception {
    Path port = folder.resolve("bus");
    try {
      socat =
          new ProcessBuilder("socat", "pty,raw,echo=0,link=" + port, "EXEC:" + PACK.normalize())
              .inheritIO()
              .start();
    } catch (IOException noSocat) {
      assumeTrue(System.getenv("BANKD_REQUIRE_PTY") != null, "no socat on this machine");
      throw noSocat;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!Files.exists(port) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    BusEndpoint endpoint = new BusEndpoint.Serial(port.toString(), 9600);
    site = new TestSite(Clock.real(), group, endpoint, List.of(PackId.of(2)));
    site.start();
  }

  @AfterEach
  void stop() {
    site.close();
    socat.destroy();
  }

  @Test
  void theInverterIsToldWhatThePackMeasured() throws Exception {
    TestSite.Heard measured = site.await("0x356", said -> said.containsKey("voltage_v"));
    TestSite.Heard charge = site.await("0x355", said -> said.containsKey("soc"));
    TestSite.Heard limits = site.awaitLimits();

    // Captured: 54.194 V, +24.12 A, cells at 25.2, 24.8, 24.9 and 25.2 °C, SOC byte 68; it holds 96
    // % of its design.
    assertThat(measured.said())
        .containsEntry("voltage_v", 54.19)
        .containsEntry("current_a", 24.1)
        .containsEntry("temp_c", 25.0);
    assertThat(charge.said()).containsEntry("soc", 68).containsEntry("soh", 96);
    assertThat(TestSite.amps(limits.said(), "ccl_a")).isLessThanOrEqualTo(50.0);
  }
}
