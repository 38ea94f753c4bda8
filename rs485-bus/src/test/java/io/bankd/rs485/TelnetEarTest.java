package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnetEarTest {
  private final TelnetEar ear = new TelnetEar();

  /** What is left of these characters, a hexadecimal “FF FB 03” or the text between quotes. */
  private String left(String characters) {
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    for (String part : characters.split(" ")) {
      byte[] bytes =
          part.startsWith("'")
              ? part.substring(1).getBytes(StandardCharsets.ISO_8859_1)
              : new byte[] {(byte) Integer.parseInt(part, 16)};
      for (byte character : bytes) {
        if (ear.take(character)) {
          left.write(character);
        }
      }
    }
    return left.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "FF FB 03 FF FB 01 FF FD 00 '~2502",
        "FF FD 2C '~2502",
        "00 FF FB 01 '~2502",
        "FF FD 2C FF FA 2C 65 FF FF 01 FF F0 '~2502",
        "FF FB 00 '~25 FF F1 '02",
        "FF FB 00 '~25 FF FD 2C '02"
      })
  void aGatewayThatNegotiatesIsKnownAndItsCommandsAreNotTheLines(String characters) {
    assertThat(left(characters).replace("\0", "")).isEqualTo("~2502");
    assertThat(ear.isTelnet()).isTrue();
  }

  /** A line that turns around makes such characters before the first tilde. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"'~2502", "F0 FF BF '~2502", "FF '~2502", "FF FB F8 '~2502", "FE FF FB 01 '~2502"})
  void noiseIsNoTelnet(String characters) {
    assertThat(left(characters)).endsWith("~2502");
    assertThat(ear.isTelnet()).isFalse();
  }

  @Test
  void theNextConnectionIsHeardAnew() {
    left("FF FB 03");
    ear.restart();
    assertThat(left("'~2502")).isEqualTo("~2502");
    assertThat(ear.isTelnet()).isFalse();
  }

  /** Frames are ASCII: whatever comes before, not a character of them is ever lost or doubled. */
  @Property
  void noFrameSuffers(@ForAll @Size(max = 12) byte[] before) {
    for (byte character : before) {
      ear.take(character);
    }
    left("00 ".repeat(64).strip()); // whatever was under way is over, with or without its end
    assertThat(left("'~25024642E00202FD2E")).isEqualTo("~25024642E00202FD2E");
  }
}
