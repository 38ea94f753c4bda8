package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rules.PackRules;
import io.bankd.sleep.Inrush;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pack that comes to a live busbar: whether it is on it, and what it would draw (WAK-2). */
final class Arrival {
  private Arrival() {}

  /**
   * Why a pack that answers is not counted as connected: it carries nothing, and its voltage is so
   * far from the busbar's that joining would take more current than it may carry. Null where it is
   * on the bar, or nobody is to compare it with.
   *
   * @param memory of the pack, its phase still the old one
   */
  static @Nullable String apart(
      PackId pack,
      PackMemory before,
      PackMemory memory,
      PackPhase phase,
      BankSnapshot bank,
      PackRules rules,
      List<Event> events) {
    PackReading reading = memory.reading();
    boolean arrives = !before.phase().isOnline() || before.apart() != null;
    if (reading == null || !phase.isOnline() || !arrives) {
      return null;
    }
    List<PackReading> others =
        bank.packs().stream()
            .filter(view -> view.carrying() && !view.pack().equals(pack))
            .map(PackView::reading)
            .filter(Objects::nonNull)
            .toList();
    Inrush inrush = rules.inrush(reading, others);
    if (inrush == null || inrush.verdict() == Inrush.Verdict.HARMLESS) {
      return null;
    }
    if (before.apart() == null) {
      events.add(new Event(reading.at(), Severity.WARNING, pack, "inrush", inrush.words()));
    }
    return inrush.words();
  }
}
