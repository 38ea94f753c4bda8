package io.bankd.rs485.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AsciiFrameTest {
  private static FrameCandidate parse(String characters) {
    return AsciiFrame.parse(characters.getBytes(US_ASCII));
  }

  @Test
  void aRequestToPack2AsTheDocumentPrintsIt() {
    AsciiFrame frame = AsciiFrame.of(0x25, 2, 0x46, 0x42, (byte) 2);
    assertThat(frame).hasToString("~25024642E00202FD2E<CR>");
    assertThat(parse("~25024642E00202FD2E\r")).isEqualTo(frame);
  }

  @Test
  void theEndMayBeMissing() {
    assertThat(parse("~250246900000FDA4")).isEqualTo(AsciiFrame.of(0x25, 2, 0x46, 0x90));
  }

  @Test
  void faultsInTheOrderOfTheirChecks() {
    assertThat(parse("")).isEqualTo(FrameFault.NO_SOI);
    assertThat(parse("25024642E00202FD2E\r")).isEqualTo(FrameFault.NO_SOI);
    assertThat(parse("~250246900000FDA\r")).isEqualTo(FrameFault.SHORT);
    assertThat(parse("~25024642e00202FD2E\r")).isEqualTo(FrameFault.NON_HEX);
    assertThat(parse("~25024642D00202FD2E\r")).isEqualTo(FrameFault.LCHKSUM);
    assertThat(parse("~25024642E002FD2E\r")).isEqualTo(FrameFault.LENGTH);
    assertThat(parse("~25024642E00202FD2F\r")).isEqualTo(FrameFault.CHKSUM);
  }

  @Property
  void whatIsEncodedIsParsed(
      @ForAll @IntRange(max = 255) int adr,
      @ForAll @IntRange(max = 255) int code,
      @ForAll @Size(max = 2047) byte[] info) {
    AsciiFrame frame = AsciiFrame.of(0x25, adr, 0x46, code, info);
    assertThat(AsciiFrame.parse(frame.encode())).isEqualTo(frame);
    assertThat(frame.encode()).hasSize(frame.characters());
  }

  @Property
  void anySingleChangedCharacterIsRefused(
      @ForAll @Size(max = 80) byte[] info, @ForAll int where, @ForAll byte what) {
    byte[] characters = AsciiFrame.of(0x25, 2, 0x46, 0, info).encode();
    int at = Math.floorMod(where, characters.length - 1);
    byte before = characters[at];
    characters[at] = what;
    if (what != before) {
      assertThat(AsciiFrame.parse(characters)).isInstanceOf(FrameFault.class);
    }
  }

  @Property
  void randomBytesNeverThrow(@ForAll @Size(max = 200) byte[] noise) {
    assertThat(AsciiFrame.parse(noise)).isNotNull();
  }

  @Test
  void readingBeyondInfoIsAFaultOfTheProgram() {
    InfoReader info = InfoReader.of((byte) 1, (byte) 0xFF, (byte) 0xFE);
    assertThat(info.u8()).isEqualTo(1);
    assertThat(info.s16()).isEqualTo(-2);
    assertThat(info.peek(0)).isEqualTo(-1);
    assertThatThrownBy(info::u8).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void textIsPrintableAndUnpadded() {
    assertThat(InfoReader.of("P16S\0-1\7  ".getBytes(US_ASCII)).text(10)).isEqualTo("P16S-1");
  }

  @Test
  void aValueThatDoesNotFitIsNotWritten() {
    assertThatThrownBy(() -> new InfoWriter().u16(65_536))
        .hasMessageContaining("65536 is outside 0…65535");
    assertThat(new InfoWriter().s16(-1).text("AB", 3).toBytes())
        .containsExactly(0xFF, 0xFF, 'A', 'B', ' ');
  }

  @Test
  void everyReturnCodeHasWords() {
    assertThat(ReturnCode.words(4)).isEqualTo("return code 04: command not known");
    assertThat(ReturnCode.words(0x77)).isEqualTo("return code 77: not documented");
  }
}
