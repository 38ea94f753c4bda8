package io.bankd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of a tape. */
class ExplanationTest {
  private static final String YAML =
      "banks: [{name: north, buses: [{serial: /dev/a, packs: 2}], inverters: [{can: can0}]}]\n";

  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  private ReplaySummary explained(Path tape) throws IOException {
    ReplayPrinter printer = new ReplayPrinter(2.0, false, lines::add, null);
    Replay replay = new Replay(printer, moment -> {});
    replay.play(tape);
    printer.close();
    return replay.summary();
  }

  /** Why limits fell to zero is not in the packs then. */
  @Test
  void aDaemonThatStoodStillIsSaid() throws IOException {
    Path tape;
    try (TapeOfFrames frames = new TapeOfFrames(folder, YAML, true)) {
      for (int i = 0; i < 8; i++) {
        frames.step("north", Duration.ofMillis(250));
      }
      frames.step("north", Duration.ofSeconds(12));
      frames.step("north", Duration.ofMillis(250));
      tape = frames.file();
    }
    explained(tape);

    assertThat(lines)
        .contains("+0:00:00.0  the bank is starting")
        .anyMatch(
            line ->
                line.matches(
                    "\\+0:00:0\\d\\.\\d…\\+0:00:1\\d\\.\\d  nothing was decided: the daemon stood"
                        + " still, or the tape has a gap\\. Limits rise from zero again"));
    assertThat(lines.stream().filter(line -> line.contains("nothing was decided"))).hasSize(1);
  }
}
