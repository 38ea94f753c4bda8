package io.bankd.daemon.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files are what iproute2 6.1 printed on Linux 6.1, in user-mode-linux, for a virtual interface
 * and for an adaptor on a serial line. A controller that the kernel drives itself was not at hand:
 * {@code CONTROLLER} is made up from what those two print and from the names iproute2 gives the
 * fields, and no machine has printed it.
 */
class LinkDetailsTest {
  private static final String CONTROLLER =
      """
      [{"ifindex":3,"ifname":"can0","flags":["NOARP","UP","LOWER_UP","ECHO"],"mtu":16,
        "operstate":"UP","txqlen":64,"link_type":"can","linkinfo":{"info_kind":"can","info_data":{
        %s"state":"%s","berr_counter":{"tx":0,"rx":0},"restart_ms":%d,"bittiming":{
        "bitrate":%d,"sample_point":"0.875","tq":125,"prop_seg":6,"phase_seg1":7,"phase_seg2":2,
        "sjw":1,"brp":1},"clock":8000000}},"num_tx_queues":1}]
      """;

  private static LinkDetails captured(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/ip-link/" + name + ".json"));
    return LinkDetails.parse(text).orElseThrow();
  }

  private static LinkDetails controller(String modes, String state, int restartMs, int bitRate) {
    return LinkDetails.parse(CONTROLLER.formatted(modes, state, restartMs, bitRate)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vcan0               | vcan0: up, vcan",
        "serial-line-unset   | can0: down, no bit rate, no restart after bus-off, STOPPED",
        "serial-line-500     | can0: up, 500000 bit/s, no restart after bus-off, ERROR-ACTIVE",
      })
  void nothingIsWrongWithThese(String file, String words) throws IOException {
    LinkDetails link = captured(file);
    assertThat(link).hasToString(words);
    assertThat(link.findings()).isEmpty();
  }

  @Test
  void aControllerAsItShouldBe() {
    LinkDetails link = controller("", "ERROR-ACTIVE", 100, 500_000);
    assertThat(link).hasToString("can0: up, 500000 bit/s, restarts after 100 ms, ERROR-ACTIVE");
    assertThat(link.findings()).isEmpty();
  }

  @Test
  void halfTheBitRateIsSaidWithWhatMendsIt() throws IOException {
    Map<CanFinding, String> expected =
        Map.of(
            CanFinding.BIT_RATE,
            "can0 runs at 250000 bit/s and inverters speak 500000: ip link set can0 down && ip link"
                + " set can0 up type can bitrate 500000 restart-ms 100");
    assertThat(captured("serial-line-250").findings()).isEqualTo(expected);
    assertThat(controller("", "ERROR-ACTIVE", 100, 250_000).findings()).isEqualTo(expected);
  }

  @Test
  void aControllerThatWouldStayAwayAfterBusOff() {
    assertThat(controller("", "ERROR-PASSIVE", 0, 500_000).findings())
        .containsOnlyKeys(CanFinding.NO_RESTART);
    assertThat(controller("", "BUS-OFF", 0, 500_000).findings())
        .containsEntry(
            CanFinding.BUS_OFF,
            "can0 has left the bus (bus-off) and stays away: mend the cable, then: ip link set can0"
                + " type can restart")
        .containsKey(CanFinding.NO_RESTART);
    assertThat(controller("", "BUS-OFF", 100, 500_000).findings()).isEmpty();
  }

  @Test
  void aControllerThatOnlyListens() {
    LinkDetails link = controller("\"ctrlmode\":[\"LISTEN-ONLY\"],", "ERROR-ACTIVE", 100, 500_000);
    assertThat(link.findings()).containsOnlyKeys(CanFinding.LISTEN_ONLY);
  }

  @Test
  void anInterfaceThatCarriesNoCan() throws IOException {
    assertThat(captured("lo").findings())
        .containsExactly(
            Map.entry(
                CanFinding.NOT_CAN,
                "lo is no CAN interface (loopback): name one that “ip -brief link show type can”"
                    + " lists"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[{", "{}", "[{},{}]", "[1]", "[{\"ifname\":}]", "nonsense"})
  void whatIsNotOneInterfaceIsNone(String text) {
    assertThat(LinkDetails.parse(text)).isEmpty();
  }

  @Property
  void noTextThrows(@ForAll String text) {
    LinkDetails.parse(text);
    LinkDetails.parse("[" + text + "]").ifPresent(LinkDetails::findings);
  }

  @Test
  void fieldsOfOtherTypesAreUnknown() {
    LinkDetails link =
        LinkDetails.parse(
                "[{\"ifname\":7,\"flags\":\"UP\",\"link_type\":\"can\",\"linkinfo\":[],\"x\":null}]")
            .orElseThrow();
    assertThat(link.up()).isFalse();
    assertThat(link.findings()).isEmpty();
  }
}
