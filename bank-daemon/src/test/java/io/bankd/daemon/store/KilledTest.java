package io.bankd.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails in the middle of writing, again and again; the next run takes up from there. */
class KilledTest {
  private static final int KILLS = 25;
  private static final PackId SEVEN = PackId.of(7);

  @TempDir Path folder;

  @Test
  void theLastStateWrittenOrTheOneBeforeIsThereAfterEveryKill() throws Exception {
    Random random = new Random(7);
    long least = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long said = runAndKill(least, 1 + random.nextInt(40), random.nextInt(4_000_000));
      assertThat(said).isGreaterThan(least);
      assertThat(integrity()).isEqualTo("ok");
      try (RecordReader reader = RecordReader.open(folder.resolve(Store.FILE))) {
        Figures life =
            reader.restored().lives("north", List.of(SEVEN)).getOrDefault(SEVEN, Figures.NONE);
        long number = life.get("number", -1);
        assertThat(number).as("kill %d", kill).isGreaterThanOrEqualTo(said);
        assertThat(life.get("check", -1)).as("one state, not two mixed").isEqualTo(number * 31);
        // The event and the state of one transaction stand or fall together.
        StoredEvent last = reader.events(EventFilter.newest(1)).get(0);
        assertThat(last.values()).containsEntry("number", number);
        assertThat(reader.restored().serviceTime()).isEqualTo(Duration.ofMillis(number));
        least = number;
      }
    }
  }

  /** Lets a process write until it has said some numbers, and kills it; the last number said. */
  private long runAndKill(long from, int numbers, int nanos) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = from;
    try (BufferedReader said = child.inputReader()) {
      String line = "";
      for (int i = 0; i < numbers && line != null; i++) {
        line = said.readLine();
        last = line == null ? last : Long.parseLong(line);
      }
      LockSupport.parkNanos(nanos);
      // Not by the Process, which would close the stream with what was said last.
      ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
      for (line = said.readLine(); line != null; line = said.readLine()) {
        last = line.isEmpty() ? last : Math.max(last, Long.parseLong(line));
      }
    }
    child.onExit().join();
    return last;
  }

  private String integrity() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA integrity_check")) {
      return row.getString(1);
    }
  }

  /** Writes states and events as fast as the disk takes them, and says each that is on it. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      try (Database database = Database.open(Path.of(arguments[0], Store.FILE))) {
        long number =
            database
                .read()
                .lives("north", List.of(SEVEN))
                .getOrDefault(SEVEN, Figures.NONE)
                .get("number", 0);
        while (true) {
          number++;
          Figures life = Figures.of(Map.of("number", number, "check", number * 31));
          Keeping keeping = new Keeping();
          Moment at = Moment.ofMillis(number);
          keeping.lives("north", Map.of("7", life), at);
          Event event =
              new Event(at, Severity.INFO, SEVEN, "test", "number", Map.of("number", number));
          StoredEvent stored = StoredEvent.of("north", event, java.time.Instant.now());
          database.write(List.of(stored), keeping.take(), 100);
          System.out.println(number);
        }
      }
    }
  }
}
