package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.obey.Obedience;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bank at one moment: the one immutable truth that CAN, metrics and records are made of.
 *
 * @param packs every configured pack, in the policy's order
 * @param totals null until a pack has been heard
 * @param alarms conditions because of which the bank cannot charge or cannot discharge (BANK-5)
 * @param warnings conditions of single packs; they limit, but the bank works
 * @param events of this step only
 * @param memory what the next step needs
 */
public record BankSnapshot(
    Moment at,
    BankPhase phase,
    List<PackView> packs,
    @Nullable BankTotals totals,
    BankLimits limits,
    Set<PackCondition> alarms,
    Set<PackCondition> warnings,
    List<Event> events,
    BankMemory memory) {

  public BankSnapshot {
    packs = List.copyOf(packs);
    alarms = Conditions.copy(alarms);
    warnings = Conditions.copy(warnings);
    events = List.copyOf(events);
  }

  /**
   * What a pack should carry by what is known of the sharing, to be held against what it measures;
   * empty while it takes no part.
   */
  public Optional<Current> predictedCurrent(PackId pack) {
    BankTotals now = totals;
    return now == null ? Optional.empty() : memory.predicted(pack, now.current());
  }

  /** Whether the inverter heeds what it is told, and what is taken from the limits for it. */
  public Obedience obedience() {
    return memory.obedience(Obedience.start(at));
  }

  /**
   * What went into the bank and out of it in its life, as far as it was watched; null until a pack
   * has been heard in it.
   */
  public @Nullable BankEnergy energy() {
    return memory.energy();
  }

  /** Whether the packs are to be asked; not while an idle bank is left to sleep (SLP-2). */
  public boolean asks() {
    return memory.quiet().asks();
  }

  BankSnapshot with(BankMemory other, List<Event> news) {
    return new BankSnapshot(at, phase, packs, totals, limits, alarms, warnings, news, other);
  }

  /** What of the bank as a whole must survive a restart: named groups of whole numbers. */
  public Figures figures() {
    return memory.figures();
  }

  /** What of each pack must survive a restart; it changes with nearly every reading. */
  public Map<PackId, Figures> lives() {
    Map<PackId, Figures> lives = new LinkedHashMap<>();
    for (PackView view : packs) {
      int sensors = memory.of(view.pack()).sensors();
      lives.put(view.pack(), view.life().figures().with(BankMemory.SENSORS, sensors));
    }
    return lives;
  }
}
