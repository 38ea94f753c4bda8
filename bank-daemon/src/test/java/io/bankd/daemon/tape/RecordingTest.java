package io.bankd.daemon.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.bankd.daemon.tape.TapeChannel.Part;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The recording and the disk under it. */
@Timeout(120)
class RecordingTest {
  private static final TapeChannel BUS = new TapeChannel("house", Part.BUS, "rs485");

  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong(1_000_000_000);
  private final Recording recording =
      new Recording(
          List.of(BUS), () -> Moment.ofNanos(nanos.get()), this::header, Duration.ofMillis(20));

  private TapeHeader header(String before) {
    return new TapeHeader(
        "test", "", nanos.get(), nanos.get(), before, "", true, List.of(BUS), Map.of());
  }

  /** A second of a bus, such as does not pack well. */
  private void pass(long number) {
    nanos.addAndGet(1_000_000_000);
    byte[] data = new byte[2_000];
    new Random(number).nextBytes(data);
    recording.put(TapeKind.SENT, 0, Moment.ofNanos(nanos.get()), data);
  }

  private List<Path> tapes() throws IOException {
    return new TapeDirectory(folder, 100).tapes();
  }

  private static List<TapeRecord> read(Path tape) throws IOException {
    List<TapeRecord> records = new ArrayList<>();
    try (TapeReader reader = TapeReader.open(tape)) {
      for (TapeRecord next = reader.next(); next != null; next = reader.next()) {
        records.add(next);
      }
      assertThat(reader.trouble()).isNull();
    }
    return records;
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void whatIsPutWhileItIsOffIsNotRecorded() throws Exception {
    pass(1);
    assertThat(recording.start(folder, 3, 1_000_000)).isTrue();
    assertThat(recording.start(folder, 3, 1_000_000)).as("it is on already").isFalse();
    pass(2);
    assertThat(recording.stop(TapeEnd.SWITCHED_OFF)).isTrue();
    pass(3);
    assertThat(recording.stop(TapeEnd.SWITCHED_OFF)).isFalse();

    List<TapeRecord> records = read(folder.resolve("bank-000001.tape"));
    assertThat(records).extracting(TapeRecord::kind).containsExactly(TapeKind.SENT, TapeKind.END);
    assertThat(TapeEnd.of(records.get(1))).contains(TapeEnd.SWITCHED_OFF);
  }

  @Test
  void aFullFileIsFollowedByTheNextAndTheOldestGo() throws Exception {
    Files.writeString(folder.resolve("bank-000007.tape"), "of an earlier run");
    Files.writeString(folder.resolve("notes.txt"), "not ours");
    recording.start(folder, 3, 100_000);
    for (int second = 1; second <= 300; second++) {
      pass(second);
    }
    recording.close();

    List<Path> tapes = tapes();
    assertThat(tapes).hasSize(3);
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(folder.resolve("bank-000007.tape")).doesNotExist();
    List<TapeRecord> all = new ArrayList<>();
    for (Path tape : tapes) {
      assertThat(Files.size(tape)).as("a block more at most").isLessThan(140_000);
      all.addAll(read(tape));
    }
    List<TapeRecord> sent = all.stream().filter(r -> r.kind() == TapeKind.SENT).toList();
    assertThat(sent.get(sent.size() - 1).at().nanos()).isEqualTo(nanos.get());
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).at().since(sent.get(i - 1).at())).isEqualTo(Duration.ofSeconds(1));
    }
    try (TapeReader last = TapeReader.open(tapes.get(2))) {
      assertThat(last.header().continues()).isEqualTo(tapes.get(1).getFileName().toString());
    }
    assertThat(TapeEnd.of(all.get(all.size() - 1))).contains(TapeEnd.STOPPED);
  }

  @Test
  void withoutAPlaceNothingIsRecordedUntilThereIsOne() throws Exception {
    Path blocked = folder.resolve("tapes");
    Files.writeString(blocked, "a file where the directory should be");
    List<String> log = logged();
    recording.start(blocked, 3, 1_000_000);
    pass(1);
    await(() -> recording.health().lost() == 1);
    assertThat(recording.health().up()).isFalse();
    assertThat(recording.health().trouble()).contains(blocked.toString());
    pass(2);
    await(() -> recording.health().lost() == 2);
    assertThat(log).as("tried every 20 ms, told once").hasSize(1);
    assertThat(log.get(0))
        .startsWith("nothing can be recorded in " + blocked)
        .contains("is in the way");
    Files.delete(blocked);
    await(() -> Files.exists(blocked.resolve("bank-000001.tape")));
    await(() -> recording.health().up());
    pass(3);
    recording.close();

    List<TapeRecord> records = read(blocked.resolve("bank-000001.tape"));
    assertThat(records)
        .extracting(TapeRecord::kind)
        .containsExactly(TapeKind.MISSING, TapeKind.SENT, TapeKind.END);
    assertThat(records.get(0).text()).isEqualTo("2");
    assertThat(recording.health()).isEqualTo(new RecordingHealth(false, "", 2));
  }

  /** As when somebody tidies up: the disk goes on taking what nobody will ever see. */
  @Test
  void aTapeThatIsTakenAwayIsBegunAnew() throws Exception {
    recording.start(folder, 3, 1_000_000);
    Path first = folder.resolve("bank-000001.tape");
    await(() -> Files.exists(first));
    Files.delete(first);
    for (int second = 1; second <= 20; second++) {
      pass(second); // more than a block
    }
    await(() -> Files.exists(first));
    await(() -> recording.health().up());
    pass(21);
    recording.close();

    List<TapeRecord> records = read(first);
    long kept = records.stream().filter(record -> record.kind() == TapeKind.SENT).count();
    assertThat(records.get(0).kind()).isEqualTo(TapeKind.MISSING);
    assertThat(recording.health().lost()).isPositive();
    assertThat(kept + recording.health().lost()).isEqualTo(21);
  }

  /** A defect of the recording's own costs the recording and nothing else. */
  @Test
  void aRecordingThatFailsIsSaidAndCanBeSwitchedOffAndOn() throws Exception {
    boolean[] broken = {true};
    Recording weak =
        new Recording(
            List.of(BUS),
            () -> Moment.ofNanos(nanos.get()),
            before -> {
              if (broken[0]) {
                throw new IllegalStateException("a defect");
              }
              return header(before);
            },
            Duration.ofMillis(20));
    List<String> log = logged();
    weak.start(folder, 3, 1_000_000);
    await(() -> !weak.health().up());
    assertThat(weak.health().trouble()).contains("a defect");
    await(() -> log.size() == 1);
    for (int i = 0; i < 20_000; i++) {
      weak.put(TapeKind.SENT, 0, new byte[1000]); // nobody takes them, and nobody waits
    }
    broken[0] = false;
    assertThat(weak.stop(TapeEnd.SWITCHED_OFF)).isTrue();
    weak.start(folder, 3, 1_000_000);
    weak.put(TapeKind.SENT, 0, new byte[10]);
    weak.close();
    assertThat(read(folder.resolve("bank-000001.tape")))
        .extracting(TapeRecord::kind)
        .containsExactly(TapeKind.SENT, TapeKind.END);
  }

  /** What the recording writes to the log from now on, from warnings up. */
  private static List<String> logged() {
    List<String> lines = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
              lines.add(event.getFormattedMessage());
            }
          }
        };
    appender.start();
    ((Logger) LoggerFactory.getLogger(TapeWriter.class)).addAppender(appender);
    return lines;
  }

  /** On a disk of 256 KiB, a tmpfs; mounting one wants root. */
  @Test
  void aDiskThatFillsUpCostsRecordsAndThoseAreCounted() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString()),
        "no tmpfs can be mounted here: the full disk is not tried");
    try {
      recording.start(folder, 3, 10_000_000);
      await(() -> Files.exists(folder.resolve("bank-000001.tape")));
      fill();
      for (int second = 1; second <= 60; second++) {
        pass(second);
      }
      await(() -> !recording.health().up());
      for (int second = 61; second <= 100; second++) {
        pass(second);
      }
      await(() -> recording.health().lost() > 0);
      Files.delete(folder.resolve("junk"));
      Path tape = folder.resolve("bank-000001.tape");
      await(
          () -> {
            pass(101);
            return tape.toFile().length() > 40_000;
          });
      recording.close();

      assertThat(tapes()).as("no fragments").containsExactly(tape);
      List<TapeRecord> records = read(tape);
      long lost =
          records.stream()
              .filter(record -> record.kind() == TapeKind.MISSING)
              .mapToLong(record -> Long.parseLong(record.text()))
              .sum();
      long kept = records.stream().filter(record -> record.kind() == TapeKind.SENT).count();
      assertThat(lost).isPositive().isEqualTo(recording.health().lost());
      assertThat(kept + lost).isEqualTo((nanos.get() - 1_000_000_000) / 1_000_000_000);
    } finally {
      recording.close();
      run("umount", folder.toString());
    }
  }

  @Test
  void aDiskThatIsTooSlowCostsRecordsAndNobodyWaits() throws Exception {
    TapeQueue queue = new TapeQueue();
    for (int i = 0; i < 12_000; i++) {
      queue.put(TapeRecord.of(Moment.ofMillis(i), TapeKind.SENT, 0, "x".repeat(600)));
    }
    long dropped = queue.takeDropped();
    assertThat(dropped).isBetween(2_000L, 11_000L);
    for (long left = 12_000 - dropped; left > 0; left--) {
      assertThat(queue.take(0)).isNotNull();
    }
    assertThat(queue.take(0)).isNull();
    queue.put(TapeRecord.of(Moment.ofMillis(0), TapeKind.SENT, 0, "room again"));
    assertThat(queue.takeDropped()).isZero();
  }

  private void fill() throws IOException {
    try (OutputStream junk = Files.newOutputStream(folder.resolve("junk"))) {
      while (true) {
        junk.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
