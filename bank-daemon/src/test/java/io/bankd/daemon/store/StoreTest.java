package io.bankd.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofMillis(50);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final PackId SEVEN = PackId.of(7);

  @TempDir Path folder;

  private Instant wall = NOON;

  @Test
  void eventsComeBackInOrderWithEverythingTheySaid() throws IOException {
    try (Store store = open(1_000)) {
      store.record("north", event(1, Severity.WARNING, SEVEN, "PROT-1", "pack 7 is high"));
      wall = NOON.plusSeconds(2);
      store.record(
          "north",
          new Event(
              Moment.ofMillis(2_500),
              Severity.ALARM,
              SEVEN,
              "PROT-1",
              "pack 7 cell 12 at 3.601 V",
              Map.of("highest-cell-mv", 3601L)));
      store.record(null, event(3, Severity.INFO, null, "stop", "bank-daemon stops"));
    }

    List<StoredEvent> events = read(EventFilter.newest(10));

    assertThat(events).extracting(StoredEvent::id).containsExactly(1L, 2L, 3L);
    StoredEvent alarm = events.get(1);
    assertThat(alarm.time()).isEqualTo(NOON.plusSeconds(2));
    assertThat(alarm.clockSet()).isTrue();
    assertThat(alarm.at()).isEqualTo(Moment.ofMillis(2_500));
    assertThat(alarm.bank()).isEqualTo("north");
    assertThat(alarm.pack()).isEqualTo("7");
    assertThat(alarm.severity()).isEqualTo(Severity.ALARM);
    assertThat(alarm.rule()).isEqualTo("PROT-1");
    assertThat(alarm.text()).isEqualTo("pack 7 cell 12 at 3.601 V");
    assertThat(alarm.values()).containsExactly(Map.entry("highest-cell-mv", 3601L));
    assertThat(events.get(2).bank()).isNull();
  }

  @Test
  void aBoxWithoutAClockSaysSo() throws IOException {
    wall = Instant.parse("1970-01-01T00:00:12Z");
    try (Store store = open(1_000)) {
      store.record("north", event(1, Severity.INFO, null, "phase", "the bank runs"));
    }

    assertThat(read(EventFilter.newest(10))).extracting(StoredEvent::clockSet).containsOnly(false);
  }

  @Test
  void filtersPickAndTheNewestWin() throws IOException {
    try (Store store = open(1_000)) {
      for (int i = 1; i <= 6; i++) {
        wall = NOON.plusSeconds(i);
        Severity severity = i % 2 == 0 ? Severity.ALARM : Severity.INFO;
        String rule = i <= 4 ? "PROT-1" : "PROT-5";
        store.record("north", event(i, severity, PackId.of(i), rule, "number " + i));
      }
    }
    EventFilter all = EventFilter.newest(10);

    assertThat(texts(EventFilter.newest(2))).containsExactly("number 5", "number 6");
    assertThat(texts(all.after(4))).containsExactly("number 5", "number 6");
    assertThat(texts(filter(NOON.plusSeconds(3), NOON.plusSeconds(4), null, null, Severity.INFO)))
        .containsExactly("number 3", "number 4");
    assertThat(texts(filter(null, null, "5", null, Severity.INFO))).containsExactly("number 5");
    assertThat(texts(filter(null, null, null, "prot-1", Severity.WARNING)))
        .containsExactly("number 2", "number 4");
    assertThat(texts(filter(NOON.plusSeconds(60), null, null, null, Severity.INFO))).isEmpty();
  }

  @Test
  void aRestartGivesBackEveryLifeAndTheBanksOwnFiguresAndTheServiceTimeGoesOn() {
    Figures life = Figures.of(Map.of("cycles", 812L, "lock.since", 3_000_000_000L));
    Figures bank = Figures.of(Map.of("limits.full-at", 4_000_000_000L));
    try (Store store = open(1_000)) {
      assertThat(store.restored(PATIENCE)).isEqualTo(Restored.NOTHING);
      store.keep("north", Map.of(SEVEN, life), bank, Moment.ofMillis(5_000));
      store.note("north", "settings", "factory");
      // An event is younger than the last state when the power fails.
      store.record("north", event(6, Severity.INFO, SEVEN, "found", "pack 7 answers"));
    }

    try (Store store = open(1_000)) {
      Restored restored = store.restored(PATIENCE);
      assertThat(restored.trouble()).isNull();
      assertThat(restored.serviceTime()).isEqualTo(Duration.ofSeconds(6));
      assertThat(restored.lives("north", List.of(SEVEN, PackId.of(8))))
          .containsExactly(Map.entry(SEVEN, life));
      assertThat(restored.lives("south", List.of(SEVEN))).isEmpty();
      assertThat(restored.figures("north")).isEqualTo(bank);
      assertThat(restored.figures("south")).isEqualTo(Figures.NONE);
      assertThat(store.notes("north")).containsExactly(Map.entry("settings", "factory"));
    }
  }

  @Test
  void whatHasNotChangedIsNotWrittenAgain() {
    Keeping keeping = new Keeping();
    Map<String, Figures> lives =
        Map.of("2", Figures.of(Map.of("cycles", 1L)), "3", Figures.of(Map.of("cycles", 5L)));
    keeping.lives("north", lives, Moment.ofMillis(1));
    assertThat(keeping.take().lives()).hasSize(2);

    keeping.lives("north", Map.of("2", Figures.of(Map.of("cycles", 2L))), Moment.ofMillis(2));
    keeping.lives("north", Map.of("3", Figures.of(Map.of("cycles", 5L))), Moment.ofMillis(3));

    Keeping.Changes changes = keeping.take();
    assertThat(changes.lives()).containsOnlyKeys(new Keeping.Name("north", "2"));
    assertThat(changes.at()).isEqualTo(Moment.ofMillis(3));
    keeping.giveBack(changes);
    keeping.lives("north", Map.of("2", Figures.of(Map.of("cycles", 3L))), Moment.ofMillis(4));
    assertThat(keeping.take().lives())
        .containsExactly(
            Map.entry(new Keeping.Name("north", "2"), Figures.of(Map.of("cycles", 3L))));
  }

  @Test
  void theOldestEventsMakeRoomWhateverTheClockDoes() throws IOException {
    try (Store store = open(1_000)) {
      store.restored(PATIENCE);
      for (int i = 1; i <= 1_900; i++) {
        wall = NOON.minusSeconds(i);
        store.record("north", event(i, Severity.INFO, null, "phase", "number " + i));
      }
    }

    List<StoredEvent> events = read(EventFilter.newest(10_000));

    assertThat(events).hasSize(1_000);
    assertThat(events.get(0).text()).isEqualTo("number 901");
    assertThat(events.get(999).text()).isEqualTo("number 1900");
  }

  @Test
  void aFullQueueGivesUpTheOldestAndAlarmsLast() {
    EventQueue queue = new EventQueue(3);
    queue.add(stored(Severity.ALARM, "first alarm"));
    for (int i = 1; i <= 4; i++) {
      queue.add(stored(Severity.INFO, "number " + i));
    }

    assertThat(queue.dropped()).isEqualTo(2);
    assertThat(queue.take(10))
        .extracting(StoredEvent::text)
        .containsExactly("first alarm", "number 3", "number 4");

    List.of("a", "b", "c", "d").forEach(name -> queue.add(stored(Severity.ALARM, name)));
    queue.add(stored(Severity.INFO, "no room"));
    assertThat(queue.take(10)).extracting(StoredEvent::text).containsExactly("b", "c", "d");
    assertThat(queue.dropped()).isEqualTo(4);
  }

  @Test
  void aFileThatIsNoDatabaseMakesRoomForANewOneAndIsKept() throws IOException {
    Files.writeString(folder.resolve("bank.db"), "these are no records ".repeat(1_000));

    try (Store store = open(1_000)) {
      Restored restored = store.restored(PATIENCE);
      assertThat(restored.lives()).isEmpty();
      assertThat(restored.serviceTime()).isZero();
      assertThat(restored.trouble()).contains("cannot be used").contains("bank.db.damaged-1");
    }

    assertThat(folder.resolve("bank.db.damaged-1")).content().startsWith("these are no records");
    assertThat(texts(EventFilter.newest(1)).get(0))
        .contains("is now bank.db.damaged-1; a new one begins");
  }

  @Test
  void aFileDamagedInTheMiddleIsFoundOutAndTheLivesGoIntoTheNewOne() throws IOException {
    Figures life = Figures.of(Map.of("cycles", 812L));
    try (Store store = open(5_000)) {
      store.keep("north", Map.of(SEVEN, life), Figures.NONE, Moment.ofMillis(5_000));
      for (int i = 1; i <= 1_500; i++) {
        store.record("north", event(i, Severity.INFO, null, "phase", "number " + i));
      }
    }
    Path file = folder.resolve("bank.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int page = 10; page < 20; page++) {
      java.util.Arrays.fill(bytes, page * 4096, page * 4096 + 2048, (byte) 0x5a);
    }
    Files.write(file, bytes);

    try (Store store = open(5_000)) {
      assertThat(store.restored(PATIENCE).lives("north", List.of(SEVEN)))
          .containsEntry(SEVEN, life);
    }

    assertThat(folder.resolve("bank.db.damaged-1")).exists();
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.restored().lives("north", List.of(SEVEN))).containsEntry(SEVEN, life);
    }
  }

  @Test
  void damagedFilesDoNotPileUp() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Files.writeString(folder.resolve("bank.db"), "nonsense " + i);
      open(1_000).close();
    }

    try (var files = Files.list(folder)) {
      assertThat(
              files.map(file -> file.getFileName().toString()).filter(n -> n.contains("damaged")))
          .containsExactlyInAnyOrder("bank.db.damaged-3", "bank.db.damaged-4", "bank.db.damaged-5");
    }
  }

  @Test
  void aFileOfANewerVersionIsNotTouched() throws Exception {
    open(1_000).close();
    try (var connection =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bank.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    try (Store store = open(1_000)) {
      assertThat(store.restored(PATIENCE).trouble()).contains("newer bank-daemon (version 99");
    }

    assertThat(folder.resolve("bank.db.damaged-1")).exists();
  }

  @Test
  void whatIsKeptMayBeNonsenseAndIsLeftOut() throws Exception {
    open(1_000).close();
    try (var connection =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bank.db"));
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO lives VALUES ('north', '7', 'cycles', 'many')");
      statement.execute("INSERT INTO lives VALUES ('north', '7', 'a', 1)");
      statement.execute("INSERT INTO notes VALUES ('', 'service-time-ns', '-5')");
    }

    try (Store store = open(1_000)) {
      Restored restored = store.restored(PATIENCE);
      assertThat(restored.serviceTime()).isZero();
      assertThat(restored.lives("north", List.of(SEVEN)))
          .containsEntry(SEVEN, Figures.of(Map.of("a", 1L)));
    }
  }

  @Test
  void librariesThatKilledProcessesLeftBehindAreRemoved() throws IOException {
    Path old = Files.createFile(folder.resolve("sqlite-3.1-a-libsqlitejdbc.so"));
    Path lock = Files.createFile(folder.resolve("sqlite-3.1-a-libsqlitejdbc.so.lck"));
    Path other = Files.createFile(folder.resolve("another.so"));
    Instant created = Files.getLastModifiedTime(other).toInstant();

    StaleLibraries.remove(folder, created.plusSeconds(30));
    assertThat(old).as("it may not be loaded yet").exists();

    StaleLibraries.remove(folder, created.plusSeconds(90));
    assertThat(old).doesNotExist();
    assertThat(lock).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void anInterruptedEndStillWritesWhatIsWaiting() throws IOException {
    Store store = open(1_000);
    store.record("north", event(1, Severity.INFO, null, "stop", "the last word"));
    Thread.currentThread().interrupt();

    store.close();

    assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
    assertThat(texts(EventFilter.newest(1))).containsExactly("the last word");
  }

  @Test
  void withoutAPlaceNothingIsRecordedAndNothingBreaks() {
    try (Store store = Store.none("nothing is recorded")) {
      store.record("north", event(1, Severity.ALARM, SEVEN, "PROT-1", "high"));
      store.keep("north", Map.of(SEVEN, Figures.NONE), Figures.NONE, Moment.ofMillis(1));
      assertThat(store.restored(Duration.ZERO)).isEqualTo(Restored.NOTHING);
      assertThat(store.health()).isEqualTo(new StoreHealth(false, "nothing is recorded", 0, 0));
    }
  }

  private Store open(int events) {
    return Store.open(folder, events, 2_000, RETRY, () -> wall);
  }

  private List<StoredEvent> read(EventFilter filter) throws IOException {
    try (RecordReader reader = RecordReader.open(folder.resolve("bank.db"))) {
      return reader.events(filter);
    }
  }

  private List<String> texts(EventFilter filter) throws IOException {
    return read(filter).stream().map(StoredEvent::text).toList();
  }

  private static EventFilter filter(
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String pack,
      @Nullable String rule,
      Severity severity) {
    return new EventFilter(since, until, null, pack, rule, severity, 0, 10);
  }

  private static Event event(
      int second, Severity severity, @Nullable PackId pack, String rule, String text) {
    return new Event(Moment.ofMillis(second * 1000L), severity, pack, rule, text);
  }

  private static StoredEvent stored(Severity severity, String text) {
    return StoredEvent.of("north", event(1, severity, null, "test", text), NOON);
  }
}
