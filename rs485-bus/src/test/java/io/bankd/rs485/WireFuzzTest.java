package io.bankd.rs485;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.limit.PackLimits;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.log.CapturedFrames;
import io.bankd.rs485.log.FrameLog;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything at all on the wire: no exception, and what is believed is in range. A build runs it on
 * the captured frames; with {@code JAZZER_FUZZ=1} in the environment and one test chosen it goes on
 * from there.
 */
class WireFuzzTest {
  /** VER, ADR, CID1 and CID2 or RTN. */
  private static final int HEADER = 4;

  private static final PackAddress TWO = PackAddress.of(2);

  /** A question in one of the dialects. */
  private record Asked(PackDialect dialect, PackQuestion question, int ver) {}

  private final List<PackDialect> dialects =
      PackDialects.names().stream()
          .map(name -> PackDialects.named(name, 16).orElseThrow())
          .toList();

  private final List<Asked> questions = dialects.stream().flatMap(WireFuzzTest::questions).toList();

  private static Stream<String> captured() {
    return Stream.of("rs485-pace.json", "rs485-pylon.json")
        .flatMap(file -> StreamSupport.stream(CapturedFrames.records(file).spliterator(), false))
        .map(record -> record.get("frame"))
        .map(JsonNode::asText);
  }

  static Stream<byte[]> characters() {
    return captured().map(frame -> frame.replace("<CR>", "\r").getBytes(ISO_8859_1));
  }

  /** Header and INFO of every sound frame. */
  static Stream<byte[]> contents() {
    return characters()
        .map(AsciiFrame::parse)
        .filter(AsciiFrame.class::isInstance)
        .map(AsciiFrame.class::cast)
        .map(
            frame -> {
              byte[] info = frame.info().bytes(frame.infoLength());
              byte[] content = new byte[HEADER + info.length];
              content[0] = (byte) frame.ver();
              content[1] = (byte) frame.adr();
              content[2] = (byte) frame.cid1();
              content[3] = (byte) frame.code();
              System.arraycopy(info, 0, content, HEADER, info.length);
              return content;
            });
  }

  static Stream<byte[]> lines() {
    return captured().map(frame -> ("42 " + frame + "\n" + frame).getBytes(ISO_8859_1));
  }

  @MethodSource("characters")
  @FuzzTest
  void aStreamOfCharactersIsCutIntoFrames(byte[] characters) {
    Deframer deframer = new Deframer();
    List<AsciiFrame> frames = new ArrayList<>();
    int[] ended = new int[1];
    for (byte character : characters) {
      deframer.take(
          character,
          candidate -> {
            ended[0]++;
            if (candidate instanceof AsciiFrame frame) {
              frames.add(frame);
            }
          });
    }
    deframer.abandon();
    assertThat(deframer.takeNoise() + ended[0]).isLessThanOrEqualTo(characters.length);
    assertThat(deframer.midFrame()).isFalse();
    for (AsciiFrame frame : frames) {
      assertThat(AsciiFrame.parse(frame.encode())).isEqualTo(frame);
      hear(frame);
    }
  }

  /** The same characters with their checksums put right, or hardly any would come this far. */
  @MethodSource("contents")
  @FuzzTest
  void aFrameIsReadAsTheAnswerToAnyQuestion(byte[] content) {
    AsciiFrame frame = frame(content);
    if (frame != null) {
      hear(frame);
      questions.forEach(asked -> read(asked, frame));
    }
  }

  @MethodSource("contents")
  @FuzzTest
  void aFrameIsDescribedWhateverWasAskedBefore(byte[] content) {
    AsciiFrame frame = frame(content);
    if (frame != null) {
      for (String name : PackDialects.logNames()) {
        FrameLog log = PackDialects.log(name).orElseThrow();
        assertThat(log.describe(frame.toString())).containsKey("valid");
        AsciiFrame answer = AsciiFrame.of(frame.ver(), frame.adr(), frame.cid1(), 0, info(frame));
        assertThat(log.describe(answer.toString())).containsKey("valid");
        int command = frame.code();
        assertThat(log.describe("%02X %s".formatted(command, answer))).containsKey("valid");
      }
    }
  }

  @MethodSource("lines")
  @FuzzTest
  void theLinesOfALogAreDescribed(byte[] text) {
    List<FrameLog> logs =
        PackDialects.logNames().stream().map(n -> PackDialects.log(n).orElseThrow()).toList();
    new String(text, ISO_8859_1)
        .lines()
        .forEach(line -> logs.forEach(log -> assertThat(log.describe(line)).containsKey("valid")));
  }

  private static @Nullable AsciiFrame frame(byte[] content) {
    return content.length < HEADER || content.length > HEADER + 2047
        ? null
        : AsciiFrame.of(
            content[0],
            content[1],
            content[2],
            content[3],
            Arrays.copyOfRange(content, HEADER, content.length));
  }

  private static byte[] info(AsciiFrame frame) {
    return frame.info().bytes(frame.infoLength());
  }

  /** What a simulated pack makes of it. */
  private void hear(AsciiFrame frame) {
    for (PackDialect dialect : dialects) {
      PackQuestion question = dialect.hear(frame);
      assertThat(question == null || dialect.isRequest(frame)).isTrue();
      PackOrder order = dialect.hearOrder(frame);
      if (order != null) {
        assertThat(dialect.control(order, 0)).isBetween(0, 255);
        assertThat(dialect.obey(order, 0).characters()).isPositive();
      }
    }
  }

  private static Stream<Asked> questions(PackDialect dialect) {
    return Stream.concat(
            Stream.of(Kind.ANALOG, Kind.STATUS, Kind.FIRMWARE, Kind.SERIAL)
                .map(kind -> new PackQuestion(TWO, kind)),
            dialect.subjects().stream().map(subject -> PackQuestion.parameter(TWO, subject)))
        .map(question -> new Asked(dialect, question, dialect.ask(question).ver()));
  }

  private static void read(Asked asked, AsciiFrame answer) {
    PackDialect dialect = asked.dialect;
    PackQuestion question = asked.question;
    // Every header but the right one is refused at once, and leaves nothing to look at.
    AsciiFrame addressed = AsciiFrame.of(asked.ver, TWO.value(), 0x46, answer.code(), info(answer));
    Moment now = Moment.ofMillis(1);
    Plausibility plausibility = new Plausibility();
    for (AsciiFrame frame : List.of(answer, addressed, addressed)) {
      PackReply reply = plausibility.check(question, dialect.read(question, frame), now);
      if (reply.report(new PackId("", TWO), now) instanceof PackReading reading) {
        assertInRange(reading);
      }
      now = now.plus(Duration.ofSeconds(3));
    }
  }

  private static void assertInRange(PackReading reading) {
    assertThat(reading.cells().lowest().millivolts()).isBetween(1, 4999);
    assertThat(reading.cells().highest().millivolts()).isBetween(1, 4999);
    assertThat(reading.cells().count()).isEqualTo(16);
    for (Temperature sensor : reading.cellTemperatures()) {
      assertThat(sensor.decidegrees()).isBetween(-450, 1250);
    }
    assertThat(Math.abs(reading.current().milliamperes())).isLessThanOrEqualTo(500_000);
    PackLimits limits = PackSpec.AM5000.derating().limits(reading);
    assertThat(limits.charge()).isLessThanOrEqualTo(PackSpec.AM5000.continuousCharge());
    assertThat(limits.discharge()).isLessThanOrEqualTo(PackSpec.AM5000.continuousDischarge());
  }
}
