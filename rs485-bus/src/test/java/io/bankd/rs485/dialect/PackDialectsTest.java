package io.bankd.rs485.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackDialectsTest {
  @Test
  void everyNameHasItsDialectAndEveryLogItsReader() {
    for (String name : PackDialects.names()) {
      assertThat(PackDialects.named(name, 16).orElseThrow().name()).isEqualTo(name);
    }
    for (String name : PackDialects.logNames()) {
      assertThat(PackDialects.log(name)).isPresent();
    }
    assertThat(PackDialects.named("seplos", 16)).isEmpty();
    assertThat(PackDialects.log("seplos")).isEmpty();
  }

  /** No answer, be it a table, says which it is: but none is taken for a request. */
  @ParameterizedTest
  @ValueSource(strings = {"pace", "pylon", "pylon-pace"})
  void everyTableHasItsRequestAndNoAnswerLooksLikeOne(String name) {
    PackDialect dialect = PackDialects.named(name, 16).orElseThrow();
    PackAddress two = PackAddress.of(2);
    assertThat(new HashSet<>(dialect.subjects())).hasSameSizeAs(dialect.subjects());
    for (String subject : dialect.subjects()) {
      PackQuestion question = PackQuestion.parameter(two, subject);
      assertThat(dialect.isRequest(dialect.ask(question))).isTrue();
      assertThat(dialect.hear(dialect.ask(question))).isEqualTo(question);
      Map<String, Object> factory = dialect.factory(subject);
      AsciiFrame answer =
          factory == null
              ? dialect.refuse(two, ReturnCode.UNKNOWN_COMMAND)
              : dialect.answer(question, factory);
      assertThat(dialect.isRequest(answer)).isFalse();
    }
  }

  /** Relatives' frames by the header alone: named, whatever they hold. */
  @ParameterizedTest
  @CsvSource({
    "37, 70, pace",
    "32, 70, pylon",
    "38, 70, pylon",
    "32, 74, eg4",
    "34, 74, daren",
    "82, 70, ver52",
    "1, 79, tdt",
    "37, 79, ternary"
  })
  void aFrameOfAnyRelativeIsNamed(int ver, int cid1, String dialect) {
    AsciiFrame frame = AsciiFrame.of(ver, 2, cid1, 0, new byte[30]);
    assertThat(PackDialects.log("auto").orElseThrow().describe(frame.toString()))
        .containsEntry("dialect", dialect);
  }

  @Test
  void anotherProtocolsFrameIsNamedAndNotReadAsThis() {
    AsciiFrame pace = AsciiFrame.of(0x25, 2, 0x46, 0, (byte) 1);
    assertThat(PackDialects.log("pylon").orElseThrow().describe("90 " + pace))
        .containsEntry("dialect", "pace")
        .containsEntry("info_hex", "01")
        .doesNotContainKey("pack_count");
  }
}
