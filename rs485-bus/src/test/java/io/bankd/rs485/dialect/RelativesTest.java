package io.bankd.rs485.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.log.CapturedFrames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Same frame, other contents: named in a log and refused by a master, whatever is configured. */
class RelativesTest {
  private static final List<String> LOGS = List.of("pace", "pylon", "auto");

  private static Stream<JsonNode> captured() {
    return Stream.of("rs485-pace.json", "rs485-pylon.json")
        .flatMap(file -> StreamSupport.stream(CapturedFrames.records(file).spliterator(), false))
        .filter(record -> record.get("valid").asText().equals("ok"));
  }

  private static Map<String, Object> said(String protocol, String line) {
    return PackDialects.log(protocol).orElseThrow().describe(line);
  }

  /** Daren is filed under EG4, whose header it has but for the version. */
  private static String family(JsonNode record) {
    return record.get("id").asText().startsWith("daren") ? "daren" : record.get("dialect").asText();
  }

  @TestFactory
  Stream<DynamicTest> everyCapturedFrameIsNamedWhicheverProtocolIsLookedFor() {
    return captured()
        .filter(record -> !record.get("expect").has("deframed"))
        .filter(record -> !record.get("frame").asText().startsWith("~01014F"))
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("id").asText(),
                    () -> {
                      String line =
                          record.get("command").asText() + " " + record.get("frame").asText();
                      for (String log : LOGS) {
                        assertThat(said(log, line)).containsEntry("dialect", family(record));
                      }
                    }));
  }

  /** What only another master sends is its request in every log. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x42, 0x60, 0x63, 0x6A, 0x7E, 0x80, 0xA9, 0xAD, 0xB3, 0xB4, 0xB7, 0xB9, 0xBB, 0xBD, 0xC3,
        0xC4, 0xFF
      })
  void aMastersRequestIsNoAnswer(int cid2) {
    for (byte[] info : new byte[][] {{}, {1}}) {
      AsciiFrame request = AsciiFrame.of(0x25, 2, 0x46, cid2, cid2 == 0x42 ? new byte[1] : info);
      for (String log : LOGS) {
        assertThat(said(log, request.toString()))
            .containsEntry("dialect", "pace")
            .containsEntry("cid2", cid2)
            .doesNotContainKeys("rtn", "error");
      }
      for (String name : PackDialects.names()) {
        assertThat(PackDialects.named(name, 16).orElseThrow().isRequest(request)).isTrue();
      }
    }
  }

  /** A TDT-6032 is asked with BC where everybody else has a tilde, and is heard by nobody here. */
  @ParameterizedTest
  @ValueSource(strings = {"<BC>", "\u00BC"})
  void aRequestToTdtIsNamed(String soi) {
    String request = AsciiFrame.of(0x01, 1, 0x46, 0x42, (byte) 0).toString().substring(1);
    for (String log : LOGS) {
      assertThat(said(log, soi + request))
          .containsEntry("valid", "NO_SOI")
          .containsEntry("dialect", "tdt")
          .containsEntry("cid2", 0x42);
    }
    assertThat(said("auto", soi + "0101")).doesNotContainKey("dialect");
  }

  /** Each captured answer, given to a master that is configured for something else. */
  @TestFactory
  Stream<DynamicTest> aMasterSaysWhoseAnswerItGot() {
    return captured()
        .filter(record -> record.get("direction").asText().equals("response"))
        .filter(record -> List.of("42", "44").contains(record.get("command").asText()))
        .filter(record -> record.get("expect").path("rtn").asInt(-1) == 0)
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("id").asText(),
                    () -> {
                      for (String name : PackDialects.names()) {
                        PackReply reply = read(name, record);
                        String family = family(record);
                        boolean other = !name.startsWith(family);
                        PackReply.Refused refused =
                            reply instanceof PackReply.Refused one ? one : null;
                        assertThat(refused != null && refused.reason().isOtherProtocol())
                            .as(name + " reads " + family + ": " + reply)
                            .isEqualTo(other);
                        if (refused != null && other) {
                          assertThat(refused.detail()).contains(words(family));
                        }
                      }
                    }));
  }

  private static PackReply read(String name, JsonNode record) {
    byte[] characters = record.get("frame").asText().replace("<CR>", "\r").getBytes(ISO_8859_1);
    AsciiFrame frame = (AsciiFrame) AsciiFrame.parse(characters);
    PackDialect dialect = PackDialects.named(name, 16).orElseThrow();
    Kind kind = record.get("command").asText().equals("42") ? Kind.ANALOG : Kind.STATUS;
    return dialect.read(new PackQuestion(PackAddress.of(frame.adr() & 15), kind), frame);
  }

  private static String words(String family) {
    return switch (family) {
      case "pace" -> "PACE's protocol, read by the dialect pace";
      case "pylon" -> "read by the dialect pylon";
      case "ver52" -> "Sylcin";
      case "eg4" -> "EG4";
      case "daren" -> "Daren";
      case "seplos" -> "Seplos's protocol";
      default -> throw new AssertionError(family);
    };
  }
}
