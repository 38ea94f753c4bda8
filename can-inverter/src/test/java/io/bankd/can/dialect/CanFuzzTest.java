package io.bankd.can.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.CandumpLine;
import io.bankd.can.InverterWatch;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything at all on the CAN bus and in a capture of it: no exception. A build runs it on the
 * vectors; with {@code JAZZER_FUZZ=1} in the environment and one test chosen it goes on from there.
 */
class CanFuzzTest {
  private static final int ID_AND_LENGTH = 3;

  static Stream<byte[]> frames() {
    return Vectors.all()
        .map(Vectors.Vector::frame)
        .map(
            frame -> {
              byte[] bytes = new byte[ID_AND_LENGTH + frame.length()];
              bytes[0] = (byte) (frame.id() >> 8);
              bytes[1] = (byte) frame.id();
              bytes[2] = (byte) frame.length();
              System.arraycopy(frame.data(), 0, bytes, ID_AND_LENGTH, frame.length());
              return bytes;
            });
  }

  static Stream<byte[]> lines() {
    return Stream.concat(
            Vectors.all().limit(40).map(vector -> vector.frame().candump("can0")),
            Stream.of(
                "(1700000000.123456) can0 351#3002E8032C01E001",
                " (008.123456)  can0  RX - -  305   [8]  00 00 00 00 00 00 00 00   '........'",
                "can0 305#R",
                "351##13002"))
        .map(line -> line.getBytes(ISO_8859_1));
  }

  @MethodSource("frames")
  @FuzzTest
  void aSetOfFramesIsReadInEveryDialect(byte[] bytes) {
    List<CanFrame> set = set(bytes);
    for (CanDialect dialect : Dialects.all()) {
      set.forEach(dialect::decode);
      dialect.read(set).ifPresent(dialect::encode);
      InverterWatch watch = new InverterWatch(dialect);
      set.forEach(frame -> watch.hear(frame, Moment.ofMillis(1)));
      assertThat(watch.report(Moment.ofMillis(2))).isNotNull();
    }
  }

  /** Frames one after the other: two bytes of identifier, one of length, the data. */
  private static List<CanFrame> set(byte[] bytes) {
    List<CanFrame> set = new ArrayList<>();
    int at = 0;
    while (at + ID_AND_LENGTH <= bytes.length) {
      int id = (bytes[at] << 8 | bytes[at + 1] & 0xFF) & CanFrame.MAX_ID;
      int length = Math.min(bytes[at + 2] & 0xFF, 8);
      at += ID_AND_LENGTH;
      set.add(CanFrame.of(id, Arrays.copyOfRange(bytes, at, at + length)));
      at += length;
    }
    return set;
  }

  @MethodSource("lines")
  @FuzzTest
  void anyLineIsAFrameOrSaysWhyItIsNone(byte[] line) {
    CandumpLine read = CandumpLine.parse(new String(line, ISO_8859_1));
    if (read instanceof CandumpLine.Parsed parsed) {
      assertThat(CandumpLine.parse(parsed.frame().candump("can0")).readable())
          .contains(parsed.frame());
    } else {
      assertThat(((CandumpLine.Unreadable) read).why()).isNotBlank();
    }
  }
}
