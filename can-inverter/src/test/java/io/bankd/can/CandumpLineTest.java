package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as can-utils print them. */
class CandumpLineTest {
  private static final CanFrame LIMITS = CanFrame.ofHex(0x351, "3002DC05D007CC01");

  @Test
  void printsLikeCandump() {
    assertThat(LIMITS.candump("can0")).isEqualTo("  can0  351   [8]  30 02 DC 05 D0 07 CC 01");
    assertThat(CanFrame.of(0x00F).candump("can0")).isEqualTo("  can0  00F   [0]");
    assertThat(LIMITS).hasToString("351#3002DC05D007CC01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  can0  351   [8]  30 02 DC 05 D0 07 CC 01",
        "(1234.567890)  can0  351   [8]  30 02 DC 05 D0 07 CC 01",
        " (2026-11-22 07:00:00.000001)  can0  351   [8]  30 02 DC 05 D0 07 CC 01",
        "  can0  RX - -  351   [8]  30 02 DC 05 D0 07 CC 01",
        "  can0  351   [8]  30 02 DC 05 D0 07 CC 01   '0.......'",
        "(1436509052.249713) vcan0 351#3002DC05D007CC01",
        "(1436509052.249713) vcan0 351#3002DC05D007CC01 R",
        "can0 351#3002dc05d007cc01",
        "351#3002DC05D007CC01",
        "351#30.02.DC.05.D0.07.CC.01"
      })
  void readsWhatCanUtilsPrint(String line) {
    assertThat(CanFrame.parse(line).readable()).contains(LIMITS);
  }

  @Test
  void keepsTheInterfaceAndTheTime() {
    assertThat(CanFrame.parse("(1436509052.249713) vcan0 351#3002DC05D007CC01"))
        .isEqualTo(new CandumpLine.Parsed(LIMITS, "vcan0", "1436509052.249713"));
    assertThat(CanFrame.parse("351#3002DC05D007CC01"))
        .isEqualTo(new CandumpLine.Parsed(LIMITS, "", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00000351#3002                     | identifier 00000351 has 29 bits; the dialects here use 11
          FFF#00                            | identifier FFF is above 7FF, the highest of 11 bits
          351#R                             | frame 351 is a remote request and carries no data
          351##03002                        | frame 351 is CAN FD; the dialects here are classic CAN
          351#300                           | the data of frame 351 are no whole bytes in hexadecimal: 300
          351#001122334455667788            | frame 351 carries 9 bytes; CAN has 8
          can0  351   [3]  30 02            | frame 351 says [3] but carries 2 bytes
          hello                             | not a CAN frame: “hello”; expected “can0  351   [8]  30 02 …” or “351#3002…”
          """)
  void saysWhyALineIsNoFrame(String line, String why) {
    assertThat(CanFrame.parse(line)).isEqualTo(new CandumpLine.Unreadable(why));
  }

  @Property
  void everyFrameComesBack(@ForAll("frames") CanFrame frame) {
    assertThat(CanFrame.parse(frame.candump("can0")).readable()).contains(frame);
    assertThat(CanFrame.parse(frame.toString()).readable()).contains(frame);
  }

  @Property
  void noLineThrows(@ForAll String line) {
    assertThat(CanFrame.parse(line)).isNotNull();
  }

  @Test
  void aFrameIsWhatFitsOnTheWire() {
    assertThatThrownBy(() -> CanFrame.of(0x800)).hasMessageContaining("0x800 is outside 0…0x7FF");
    assertThatThrownBy(() -> CanFrame.of(1, new byte[9])).hasMessageContaining("9 bytes");
  }

  @Test
  void aFrameDoesNotChangeWithTheArrayItCameFrom() {
    byte[] data = {1, 2};
    CanFrame frame = CanFrame.of(1, data);
    data[0] = 9;
    frame.data()[1] = 9;
    assertThat(frame.hex()).isEqualTo("0102");
  }

  @Provide
  Arbitrary<CanFrame> frames() {
    Arbitrary<byte[]> data = Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(8);
    return Combinators.combine(Arbitraries.integers().between(0, CanFrame.MAX_ID), data)
        .as(CanFrame::of);
  }
}
