package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read the records themselves. */
class RecordCommandsTest {
  private final CommandRun command = new CommandRun();

  @TempDir Path folder;

  @BeforeEach
  void record() {
    try (Store store = Store.open(folder, 1_000)) {
      store.record("north", event(Severity.INFO, null, "phase", "the bank runs", Map.of()));
      store.record(
          "north",
          event(
              Severity.ALARM,
              PackId.of(7),
              "PROT-1",
              "pack 7 cell 12 at 3.601 V",
              Map.of("highest-cell-mv", 3601L)));
    }
  }

  @Test
  void showsALineForEachEvent() {
    assertThat(run("events", "--state", folder.toString())).isZero();

    assertThat(command.out().lines())
        .hasSize(2)
        .last()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  alarm    north  PROT-1    pack 7 .*");
  }

  @Test
  void aRuleThatIsNotOnRecordIsSaidAndThoseThatAre() {
    assertThat(run("events", "--state", folder.toString(), "--rule", "PROT-99")).isZero();
    assertThat(command.out()).isEmpty();
    assertThat(command.err())
        .isEqualToIgnoringNewLines(
            "no event of rule “PROT-99” is on record; on record: PROT-1, phase");
  }

  @Test
  void givesEveryFigureAsJson() {
    run("events", "--state", folder.toString(), "--json", "--pack", "7", "--since", "1h");

    assertThat(command.out().lines()).hasSize(1);
    assertThat(command.out())
        .startsWith("{\"id\":2,\"time\":\"")
        .contains("\"clock_set\":true,\"service_s\":1.5,\"bank\":\"north\",\"pack\":\"7\"")
        .contains("\"severity\":\"alarm\",\"rule\":\"PROT-1\"")
        .endsWith("\"values\":{\"highest-cell-mv\":3601}}\n");
  }

  @Test
  void theRecordsCanBeReadWithSqlitesOwnCommand() throws IOException, InterruptedException {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "sqlite3")));
    assumeTrue(there, "there is no sqlite3 command here");
    Process sqlite =
        new ProcessBuilder(
                "sqlite3",
                folder.resolve("bank.db").toString(),
                "select severity, pack, text, figures ->> '$.highest-cell-mv' from events")
            .redirectErrorStream(true)
            .start();
    String said = new String(sqlite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(sqlite.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo("info||the bank runs|\nalarm|7|pack 7 cell 12 at 3.601 V|3601\n");
  }

  @Test
  void withoutRecordsOneSentenceSaysWhereTheyWereLookedFor() {
    Path nowhere = folder.resolve("nowhere");

    assertThat(run("events", "--state", nowhere.toString())).isEqualTo(ExitCode.UNAVAILABLE);

    assertThat(command.err())
        .isEqualTo(
            nowhere
                + "/bank.db: no such file; --state names the directory, state.directory in the"
                + " daemon's configuration\n");
  }

  @Test
  void countersAreSaidInWordsAndTheRestIsForTheCurious() {
    try (Store store = Store.open(folder, 1_000)) {
      Map<String, Long> figures =
          Map.of(
              "life.charged.mah", 812_345L,
              "life.time.above-50-a-ns", 9_000_000_000_000L,
              "life.trips.PROT-1", 3L,
              "life.extreme.hottest.value", 412L,
              "protect.state", 1L);
      store.keep(
          "north",
          Map.of(PackId.of(7), Figures.of(figures), PackId.of(10), Figures.of(Map.of("a", 1L))),
          Figures.of(Map.of("limits.forcing", 1L)),
          Moment.ofMillis(1));
    }

    assertThat(run("counters", "--state", folder.toString())).isZero();
    assertThat(command.out())
        .isEqualTo(
            """
            north pack 7
              charged in all                     812.3 Ah
              time above 50 A                      2.50 h
              hottest cell                        41.2 °C
              PROT-1 tripped                      3 times
            north pack 10
              nothing counted yet
            """);

    run("counters", "--state", folder.toString(), "--json", "--pack", "10");
    assertThat(command.out())
        .endsWith("{\"bank\":\"north\",\"pack\":\"10\",\"figures\":{\"a\":1}}\n");

    assertThat(run("counters", "--state", folder.toString(), "--pack", "9"))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err()).isEqualTo("nothing is recorded of such a pack\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--since yesterday | “yesterday” is no time; write 30min, 2h, 7d, 2026-11-22",
        "--severity loud | --severity: “loud” is unknown; allowed are info, warning, alarm",
        "--limit 0 | --limit: 0 is out of range; allowed is 1…1000000",
      })
  void aWrongCommandLineIsSaidInWords(String options, String words) {
    assertThat(run(("events " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2h, 2026-11-22T10:30:00Z",
    "30min, 2026-11-22T12:00:00Z",
    "7d, 2026-11-15T12:30:00Z",
    "2026-11-20, 2026-11-19T23:00:00Z",
    "2026-11-20 10:15, 2026-11-20T09:15:00Z",
    "2026-11-20T10:15:00Z, 2026-11-20T10:15:00Z",
  })
  void timesAreReadAsPeopleWriteThem(String text, Instant meant) {
    ZonedDateTime now =
        ZonedDateTime.ofInstant(Instant.parse("2026-11-22T12:30:00Z"), ZoneId.of("+01:00"));

    assertThat(Moments.at(text, now)).isEqualTo(meant);
  }

  private int run(String... arguments) {
    return command.run(arguments);
  }

  private static Event event(
      Severity severity,
      @Nullable PackId pack,
      String rule,
      String text,
      Map<String, Long> values) {
    return new Event(Moment.ofMillis(1_500), severity, pack, rule, text, values);
  }
}
