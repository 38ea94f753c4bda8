package io.bankd.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 512 KiB, a tmpfs; mounting one wants root. */
class FullDiskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Figures LIFE = Figures.of(Map.of("cycles", 812L));
  private static final PackId SEVEN = PackId.of(7);

  @TempDir Path folder;

  private Path disk = Path.of("");

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()),
        "no tmpfs can be mounted here: the full disk is not tried");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void aDiskThatFillsUpCostsNothingButTimeAndHealsByItself() throws Exception {
    try (Store store = open(50)) {
      store.record("north", event(Severity.INFO, "before"));
      await(() -> store.health().up());
      fill();
      while (store.health().up()) {
        store.keep("north", Map.of(SEVEN, LIFE), Figures.NONE, Moment.ofMillis(1));
        store.record("north", event(Severity.ALARM, "no room " + "for this ".repeat(50)));
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(store.health().words()).contains("records cannot be written").contains("full");
      for (int i = 0; i < 100; i++) {
        store.record("north", event(Severity.ALARM, "meanwhile " + i));
      }
      assertThat(store.health().waiting()).isEqualTo(50);

      Files.delete(disk.resolve("junk"));
      await(() -> store.health().up() && store.health().waiting() == 0);
    }

    assertThat(disk.resolve("bank.db.damaged-1")).as("a full disk is no damage").doesNotExist();
    try (RecordReader reader = RecordReader.open(disk.resolve("bank.db"))) {
      List<String> texts =
          reader.events(EventFilter.newest(1_000)).stream().map(StoredEvent::text).toList();
      assertThat(texts)
          .startsWith("before")
          .contains("meanwhile 99")
          .doesNotContain("meanwhile 1")
          .anyMatch(text -> text.contains("records are written again after"))
          .anyMatch(text -> text.matches("\\d+ events were given up: .*"));
      assertThat(reader.restored().lives("north", List.of(SEVEN))).containsEntry(SEVEN, LIFE);
    }
  }

  @Test
  void aReadOnlyDiskIsRememberedFromAndWrittenToOnceItCanBe() throws Exception {
    try (Store store = open(50)) {
      store.keep("north", Map.of(SEVEN, LIFE), Figures.NONE, Moment.ofMillis(7_000));
    }
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();

    try (Store store = open(50)) {
      Restored restored = store.restored(PATIENCE);
      assertThat(restored.lives("north", List.of(SEVEN))).containsEntry(SEVEN, LIFE);
      assertThat(restored.serviceTime()).isEqualTo(Duration.ofSeconds(7));
      await(() -> store.health().words().contains("records cannot be written"));
      assertThat(store.health().up()).isFalse();
      store.record("north", event(Severity.INFO, "meanwhile"));

      assertThat(run("mount", "-o", "remount,rw", disk.toString())).isTrue();
      await(() -> store.health().up() && store.health().waiting() == 0);
    }

    try (RecordReader reader = RecordReader.open(disk.resolve("bank.db"))) {
      assertThat(reader.events(EventFilter.newest(9)))
          .extracting(StoredEvent::text)
          .contains("meanwhile");
      assertThat(reader.restored().lives("north", List.of(SEVEN))).containsEntry(SEVEN, LIFE);
    }
  }

  private Store open(int waiting) {
    return Store.open(disk, 1_000, waiting, Duration.ofMillis(20), Instant::now);
  }

  private void fill() throws IOException {
    try (OutputStream junk = Files.newOutputStream(disk.resolve("junk"))) {
      while (true) {
        junk.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static Event event(Severity severity, String text) {
    return new Event(Moment.ofMillis(1), severity, null, "test", text);
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
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
