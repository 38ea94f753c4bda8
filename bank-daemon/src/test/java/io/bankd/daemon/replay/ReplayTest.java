package io.bankd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.BankDaemon;
import io.bankd.daemon.Clock;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.sim.Simulation;
import io.bankd.daemon.sim.SimulationOptions;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.sim.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole daemon between simulated packs and a simulated inverter, recorded and replayed. With
 * {@code -Dreplay.seconds=10800} three simulated hours of it.
 */
class ReplayTest {
  private static final int SECONDS = Integer.getInteger("replay.seconds", 120);

  @TempDir static Path folder;

  private static Path tape = Path.of("");

  @BeforeAll
  static void record() throws Exception {
    SimulationOptions options =
        new SimulationOptions(
            4,
            Scenarios.named("day").orElseThrow(),
            Clock.atSpeed(10),
            Dialects.named("pylon12").orElseThrow(),
            3,
            SECONDS,
            List.of());
    HttpConfig noPage = new HttpConfig(false, "127.0.0.1", 0);
    Path tapes = folder.resolve("tapes");
    Store none = Store.none("nothing is recorded");
    new Simulation(options, noPage, null, false, none, Restored.NOTHING, null, tapes).run();
    tape = tapes.resolve("bank-000001.tape");
  }

  /** In two processes: what hash order and salt there is differs between them. */
  @Test
  void theSameTapeGivesTheSameBytesTwice() throws Exception {
    byte[] once = replayedInAProcessOfItsOwn("once");
    byte[] again = replayedInAProcessOfItsOwn("again");

    assertThat(again).isEqualTo(once);
    String text = new String(once, StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("\\(\\d{10}\\.\\d{6}\\) can0 351#")
        .contains("the bank runs")
        .containsPattern("CCL 0\\.000 A → \\d+\\.\\d+ A: ");
  }

  /** Frames, explanation and events in one. */
  private static byte[] replayedInAProcessOfItsOwn(String name) throws Exception {
    Path out = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BankDaemon.class.getName());
    command.addAll(List.of("replay", "--explain", "--events", "--candump", "-", tape.toString()));
    Process replay =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(replay.waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  /**
   * When the inverter is told is the replay's own, to some milliseconds: while a limit rises every
   * millisecond has a value of its own. What was said at rest must come again to the byte.
   */
  @Test
  void theReplaySaysWhatWasSaid() throws IOException {
    Replay replay = new Replay(new ReplayOutput() {}, moment -> {});
    replay.play(tape);

    ReplaySummary summary = replay.summary();
    assertThat(summary.remarks()).isEmpty();
    assertThat(summary.played().toSeconds()).isBetween(SECONDS - 5L, SECONDS + 60L);
    assertThat(summary.framesThen()).isGreaterThan(100);
    assertThat(summary.framesAgain()).isGreaterThan(summary.framesThen() / 2);
    BankSnapshot end = replay.banks().get(0).newest();
    assertThat(end.packs()).hasSize(4).allMatch(pack -> pack.phase().isOnline());
  }

  /** As after a power failure: the last word is missing, all else is there. */
  @Test
  void aTornTapeIsReplayedAsFarAsItGoes() throws IOException {
    byte[] whole = Files.readAllBytes(tape);
    Path torn = folder.resolve("torn.tape");
    Files.write(torn, Arrays.copyOf(whole, whole.length * 2 / 3));
    Replay replay = new Replay(new ReplayOutput() {}, moment -> {});

    replay.play(torn);

    assertThat(replay.summary().remarks())
        .containsExactly(
            "torn.tape: it is cut off in the middle of a block; what stands before is replayed");
    assertThat(replay.summary().played().toSeconds()).isBetween(10L, (long) SECONDS);
  }
}
