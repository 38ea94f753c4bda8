package io.bankd.daemon.sim;

import io.bankd.pack.PackId;
import io.bankd.sim.Scenario;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Tells what a scenario does as it does it: “30 s: pack 7 falls silent”. */
final class Narration {
  private final Deque<Scenario.Saying> ahead;

  Narration(Scenario scenario, List<PackId> packs) {
    this.ahead = new ArrayDeque<>(scenario.sayings(packs));
  }

  /** What has happened since it was asked before. */
  List<String> until(Duration elapsed) {
    List<String> told = new ArrayList<>();
    while (!ahead.isEmpty() && ahead.getFirst().at().compareTo(elapsed) <= 0) {
      Scenario.Saying saying = ahead.removeFirst();
      told.add(saying.at().toSeconds() + " s: " + saying.words());
    }
    return told;
  }
}
