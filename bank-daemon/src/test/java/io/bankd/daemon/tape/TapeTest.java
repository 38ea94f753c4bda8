package io.bankd.daemon.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.daemon.tape.TapeChannel.Part;
import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
  private static final Moment HEADER_TIME = Moment.ofNanos(5_000_001_000L);

  private static final TapeHeader HEADER =
      new TapeHeader(
          "0.1.0",
          "2026-11-22T13:00:00Z",
          5_000_000_001L,
          5_000_000_001L,
          "",
          "banks: [“ä”]",
          true,
          List.of(
              new TapeChannel("house", Part.BANK, ""),
              new TapeChannel("house", Part.BUS, "rs485"),
              new TapeChannel("house", Part.CAN, "can0")),
          Map.of(
              "house",
              new TapeHeader.BankStart(
                  true, Figures.of(Map.of("x", 8L)), Map.of("2", Figures.of(Map.of("soc", -7L))))));

  @TempDir Path folder;

  @Provide
  Arbitrary<List<TapeRecord>> records() {
    return Combinators.combine(
            Arbitraries.longs().between(5_000_001, 9_000_000_000L),
            Arbitraries.of(TapeKind.class),
            Arbitraries.integers().between(0, 300),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300))
        .as((at, kind, channel, data) -> new TapeRecord(TapeTimes.moment(at), kind, channel, data))
        .list()
        .ofMaxSize(60)
        .map(
            list ->
                list.stream()
                    .sorted(Comparator.comparingLong(record -> record.at().nanos()))
                    .toList());
  }

  /** A block for every three records. */
  private static byte[] tape(List<TapeRecord> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TapeBlocks blocks = new TapeBlocks()) {
      out.writeBytes(blocks.begin(HEADER));
      for (int i = 0; i < records.size(); i++) {
        blocks.add(records.get(i));
        if (i % 3 == 2 || i == records.size() - 1) {
          out.writeBytes(blocks.block());
        }
      }
    }
    return out.toByteArray();
  }

  private static List<String> read(byte[] tape) throws IOException {
    List<String> read = new ArrayList<>();
    try (TapeReader reader = TapeReader.of(new ByteArrayInputStream(tape))) {
      for (TapeRecord next = reader.next(); next != null; next = reader.next()) {
        read.add(words(next));
      }
    }
    return read;
  }

  private static String words(TapeRecord record) {
    return record.at()
        + " "
        + record.kind()
        + " "
        + record.channel()
        + " "
        + Arrays.toString(record.data());
  }

  @Property
  void whatWasWrittenIsRead(@ForAll("records") List<TapeRecord> records) throws IOException {
    assertThat(read(tape(records))).isEqualTo(records.stream().map(TapeTest::words).toList());
  }

  @Property
  void aTornTapeIsReadUpToItsLastWholeBlock(
      @ForAll("records") List<TapeRecord> records, @ForAll @IntRange(max = 100) int percent)
      throws IOException {
    byte[] whole = tape(records);
    byte[] start = tape(List.of());
    int length = start.length + (whole.length - start.length) * percent / 100;

    List<String> read = read(Arrays.copyOf(whole, length));

    List<String> all = records.stream().map(TapeTest::words).toList();
    assertThat(all.subList(0, read.size())).isEqualTo(read);
    assertThat(read.size() % 3 == 0 || read.size() == all.size()).isTrue();
  }

  /** Never a failure that is no sentence, never a record that was not there. */
  @Property
  void aDamagedTapeIsReadUpToTheDamage(
      @ForAll("records") List<TapeRecord> records,
      @ForAll int where,
      @ForAll @IntRange(min = 1, max = 255) int how) {
    byte[] damaged = tape(records);
    damaged[Math.floorMod(where, damaged.length)] ^= (byte) how;
    List<String> all = records.stream().map(TapeTest::words).toList();
    try {
      List<String> read = read(damaged);
      assertThat(all.subList(0, read.size())).isEqualTo(read);
    } catch (IOException said) {
      assertThat(said.getMessage()).startsWith("is ");
    }
  }

  @Property
  void noiseBehindTheMagicWordIsNoTapeOrAnEmptyOne(@ForAll byte[] noise) {
    byte[] tape = Arrays.copyOf(tape(List.of()), 9 + noise.length);
    System.arraycopy(noise, 0, tape, 9, noise.length);
    try {
      assertThat(read(tape)).isEmpty();
    } catch (IOException said) {
      assertThat(said.getMessage()).startsWith("is ");
    }
  }

  @Test
  void theHeaderSaysWhereEverythingBegan() throws IOException {
    try (TapeReader reader = TapeReader.of(new ByteArrayInputStream(tape(List.of())))) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(reader.now()).as("not before what was known").isEqualTo(HEADER_TIME);
      assertThat(reader.next()).isNull();
      assertThat(reader.trouble()).isNull();
    }
  }

  @Test
  void timeNeverGoesBackOnATape() throws IOException {
    Moment late = Moment.ofMillis(9_000);
    TapeRecord step = new TapeRecord(late, TapeKind.STEP, 0, new byte[0]);
    TapeRecord straggler = new TapeRecord(Moment.ofMillis(8_000), TapeKind.STEP, 0, new byte[0]);

    assertThat(read(tape(List.of(step, straggler)))).containsOnly(words(step));
  }

  @Test
  void charactersOfOneStretchAreOneRecordAndAPauseSeparates() {
    TapeRecord first = heard(1_000, 1, "~25");
    TapeRecord joined = first.joined(heard(1_020, 1, "02"));

    assertThat(joined).isNotNull();
    assertThat(joined.text()).isEqualTo("~2502");
    assertThat(joined.at()).isEqualTo(Moment.ofMillis(1_020));
    assertThat(joined.joined(heard(1_041, 1, "46"))).as("a pause").isNull();
    assertThat(joined.joined(heard(1_021, 2, "46"))).as("another bus").isNull();
    assertThat(first.joined(new TapeRecord(first.at(), TapeKind.ENDED, 1, new byte[0]))).isNull();
  }

  private static TapeRecord heard(long millis, int channel, String characters) {
    return TapeRecord.of(Moment.ofMillis(millis), TapeKind.HEARD, channel, characters);
  }

  @Test
  void whatIsNoTapeIsSaidInASentence() throws IOException {
    Path file = folder.resolve("notes.txt");
    assertThatThrownBy(() -> TapeReader.open(file)).hasMessage(file + " does not exist");
    Files.writeString(file, "not at all");
    assertThatThrownBy(() -> TapeReader.open(file))
        .hasMessage(file + " is no tape of bank-daemon: it does not begin with “BANKTAPE”");
    byte[] newer = tape(List.of());
    newer[8] = 2;
    Files.write(file, newer);
    assertThatThrownBy(() -> TapeReader.open(file))
        .hasMessage(file + " is a tape of version 2; this program reads version 1");
    Files.write(file, Arrays.copyOf(newer, 8));
    assertThatThrownBy(() -> TapeReader.open(file)).hasMessageContaining("cut off");
  }

  @Test
  void aKindThatOnlyALaterVersionKnowsIsPassedOver() throws IOException {
    byte later = 99;
    byte step = (byte) TapeKind.STEP.code;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TapeBlocks blocks = new TapeBlocks()) {
      out.writeBytes(blocks.begin(HEADER));
      out.writeBytes(blocks.block(new byte[] {5, later, 0, 2, 1, 2, 3, step, 0, 0}));
    }

    Moment at = HEADER_TIME.plus(Duration.ofNanos(8_000));
    assertThat(read(out.toByteArray()))
        .containsExactly(words(new TapeRecord(at, TapeKind.STEP, 0, new byte[0])));
  }
}
