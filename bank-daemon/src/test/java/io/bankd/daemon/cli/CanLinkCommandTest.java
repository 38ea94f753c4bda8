package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.link.IpLink;
import io.bankd.daemon.link.LinkDetails;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CanLinkCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(IpLink.Look look) {
    return new CommandLine(new CanLinkCommand(name -> look))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("can0");
  }

  private static IpLink.Look controller(long bitRate) {
    LinkDetails details =
        new LinkDetails(
            "can0", "can", "can", true, bitRate, 100, "ERROR-ACTIVE", List.of(), 8_000_000);
    return new IpLink.Look(Optional.of(details), "");
  }

  @Test
  void anInterfaceAsItShouldBe() {
    assertThat(run(controller(500_000))).isZero();
    assertThat(out).hasToString("can0: up, 500000 bit/s, restarts after 100 ms, ERROR-ACTIVE\n");
  }

  @Test
  void whatIsFoundIsSaidWithWhatMendsIt() {
    assertThat(run(controller(250_000))).isEqualTo(65);
    assertThat(out.toString().lines())
        .last()
        .isEqualTo(
            "found: can0 runs at 250000 bit/s and inverters speak 500000: ip link set can0 down &&"
                + " ip link set can0 up type can bitrate 500000 restart-ms 100");
  }

  @Test
  void anInterfaceThatIsNotThere() {
    assertThat(run(new IpLink.Look(Optional.empty(), "can0 could not be looked at: no")))
        .isEqualTo(69);
    assertThat(err).hasToString("can0 could not be looked at: no\n");
  }
}
