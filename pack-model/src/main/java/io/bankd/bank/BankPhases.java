package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a bank starts, runs, is blind and falls silent. */
final class BankPhases {
  private BankPhases() {}

  /* Not before each pack has been read or given up, and some pack can say how full the bank is. */
  private static boolean isStarting(List<PackView> views, @Nullable BankTotals totals) {
    return totals == null || views.stream().anyMatch(v -> v.phase() == PackPhase.AWAITED);
  }

  /**
   * The phase after {@code before}.
   *
   * @param blindSince since when no pack is online; null while one is
   * @param silent after so long without any pack nothing is sent any more
   */
  static BankPhase next(
      BankPhase before,
      List<PackView> views,
      @Nullable BankTotals totals,
      @Nullable Moment blindSince,
      Duration silent,
      Moment now) {
    if (before == BankPhase.STARTING && isStarting(views, totals)) {
      return BankPhase.STARTING;
    }
    if (blindSince == null) {
      return BankPhase.RUNNING;
    }
    return now.since(blindSince).compareTo(silent) >= 0 ? BankPhase.SILENT : BankPhase.BLIND;
  }

  /* Since when no pack is online; null while one is. */
  static @Nullable Moment blindSince(List<PackView> views, @Nullable Moment before, Moment now) {
    for (PackView view : views) {
      if (view.phase().isOnline()) {
        return null;
      }
    }
    return before == null ? now : before;
  }

  /* Why there are no limits in a phase that has none. */
  static LimitReason why(BankPhase phase, List<PackStep> packs) {
    if (phase != BankPhase.STARTING) {
      return LimitReason.ofBank("blind", "no pack is heard");
    }
    List<PackId> awaited =
        packs.stream()
            .filter(pack -> pack.memory().phase() == PackPhase.AWAITED)
            .map(pack -> pack.view().pack())
            .toList();
    return LimitReason.ofBank(
        "start", awaited.isEmpty() ? "no pack ever answered" : "waiting for packs " + awaited);
  }
}
