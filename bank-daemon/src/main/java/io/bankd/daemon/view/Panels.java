package io.bankd.daemon.view;

import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.bank.PackView;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.panel.FrontPanel;
import io.bankd.panel.PackPanel;
import io.bankd.panel.PanelInput;
import io.bankd.sleep.SleepPhase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fronts of a bank's packs show. */
public final class Panels {
  private Panels() {}

  public static List<PackPanel> of(BankSnapshot snapshot) {
    BankTotals totals = snapshot.totals();
    boolean charger = totals != null && totals.current().compareTo(PanelInput.DEAD_BAND) > 0;
    return snapshot.packs().stream()
        .map(view -> new PackPanel(view.pack(), front(view, charger)))
        .toList();
  }

  private static @Nullable FrontPanel front(PackView view, boolean charger) {
    if (view.sleep().phase() == SleepPhase.ASLEEP) {
      return FrontPanel.of(PanelInput.ASLEEP);
    }
    PackReading reading = view.reading();
    if (reading == null || !view.phase().isOnline()) {
      return null;
    }
    PackStatus status = view.status();
    Set<PackCondition> faults = status == null ? Set.of() : status.faults();
    return FrontPanel.of(
        PanelInput.of(
            reading.current(),
            reading.soc(),
            view.warnings(),
            view.protections(),
            faults,
            charger));
  }
}
