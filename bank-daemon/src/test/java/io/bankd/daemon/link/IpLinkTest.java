package io.bankd.daemon.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With other programs in the place of ip. */
class IpLinkTest {
  private static IpLink.Look look(Duration patience, String... command) {
    return new IpLink(List.of(command), patience).look("can0");
  }

  private static IpLink.Look shell(String script) {
    return look(Duration.ofSeconds(30), "sh", "-c", script);
  }

  @Test
  void readsWhatIpPrints() {
    IpLink.Look look = shell("echo '[{\"ifname\":\"can0\",\"link_type\":\"can\"}]'");
    assertThat(look.details().orElseThrow().name()).isEqualTo("can0");
    assertThat(look.words()).isEmpty();
  }

  @Test
  void anInterfaceThatIsNotThereIsInIpsOwnWords() {
    IpLink.Look look = shell("echo 'Device \"can0\" does not exist.' >&2; exit 1");
    assertThat(look.details()).isEmpty();
    assertThat(look.words())
        .isEqualTo("can0 could not be looked at: Device \"can0\" does not exist.");
  }

  @Test
  void withoutIproute2ItSaysSo() {
    IpLink.Look look = look(Duration.ofSeconds(30), "/nowhere/ip");
    assertThat(look.words())
        .isEqualTo(
            "can0 could not be looked at: install iproute2: there is no “/nowhere/ip” to ask");
  }

  @Test
  void aProgramThatNeverAnswersIsGivenUp() {
    assertThat(look(Duration.ofMillis(50), "sh", "-c", "exec sleep 600").words())
        .isEqualTo("can0 could not be looked at: “ip” does not answer");
  }

  @Test
  void aProgramThatPrintsNonsenseIsNotBelieved() {
    assertThat(shell("echo Object is remote").words())
        .isEqualTo("can0 could not be looked at: “ip” says nothing of use");
  }
}
