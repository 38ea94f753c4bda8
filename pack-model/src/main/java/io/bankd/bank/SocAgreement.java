package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether packs that rest on one busbar at one voltage agree on how full they are (BANK-4). Nothing
 * follows from it but a word to the operator: which of the two is wrong nobody can say.
 *
 * <p>The voltage of an iron phosphate cell says little between 20 % and 95 %, and each count may be
 * off by 10 %: only what lies far beyond both is told.
 *
 * @param restingSince since when every pack on the busbar rests, null while one does not
 * @param doubted whether it has been told that two do not agree
 */
record SocAgreement(@Nullable Moment restingSince, boolean doubted) {
  static final SocAgreement NEW = new SocAgreement(null, false);

  static final Ratio APART = Ratio.ofPercent(25);
  static final Ratio TOGETHER = Ratio.ofPercent(15);
  static final Duration REST = Duration.ofMinutes(30);

  /* The sensor's offset, and what packs exchange for hours. */
  private static final Current RESTS = Current.ofMilliamperes(500);
  private static final Voltage ALIKE = Voltage.ofMillivolts(100);

  /** A moment later. */
  Step<SocAgreement> next(List<PackView> views, Moment now) {
    List<PackView> there =
        Totals.those(
            views, v -> v.carrying() && v.phase() == PackPhase.FRESH && v.reading() != null);
    if (there.size() < 2 || Totals.those(there, SocAgreement::rests).size() < there.size()) {
      return Step.quietly(new SocAgreement(null, doubted));
    }
    Moment known = restingSince;
    Moment since = known == null ? now : known;
    if (now.since(since).compareTo(REST) < 0) {
      return Step.quietly(new SocAgreement(since, doubted));
    }
    PackView emptiest = there.stream().min(FULLNESS).orElseThrow();
    Optional<PackView> fullest =
        there.stream().filter(view -> isAlike(view, emptiest)).max(FULLNESS);
    int apart = soc(fullest.orElse(emptiest)).basisPoints() - soc(emptiest).basisPoints();
    boolean differ = apart > (doubted ? TOGETHER : APART).basisPoints();
    SocAgreement next = new SocAgreement(since, differ);
    return differ == doubted
        ? Step.quietly(next)
        : new Step<>(next, List.of(event(differ, emptiest, fullest.orElse(emptiest), now)));
  }

  private static final Comparator<PackView> FULLNESS =
      Comparator.comparing(SocAgreement::soc).thenComparing(PackView::pack);

  private static Ratio soc(PackView view) {
    return view.life().soc().value();
  }

  private static boolean rests(PackView view) {
    PackReading reading = view.reading();
    return reading != null && Math.abs(reading.current().milliamperes()) <= RESTS.milliamperes();
  }

  /* A pack behind a bad contact rests at a voltage of its own: that is no question of its charge. */
  private static boolean isAlike(PackView one, PackView other) {
    PackReading a = one.reading();
    PackReading b = other.reading();
    return a != null
        && b != null
        && Math.abs(a.voltage().millivolts() - b.voltage().millivolts()) <= ALIKE.millivolts();
  }

  private static Event event(boolean differ, PackView emptiest, PackView fullest, Moment now) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("emptiest-bp", (long) soc(emptiest).basisPoints());
    values.put("fullest-bp", (long) soc(fullest).basisPoints());
    String which = "pack " + emptiest.pack() + " says " + soc(emptiest);
    String other = "pack " + fullest.pack() + " " + soc(fullest);
    String text =
        differ
            ? which + " and " + other + " although both rest at one voltage: one of them is wrong"
            : "packs at rest agree on their charge again: " + which + " and " + other;
    Severity severity = differ ? Severity.WARNING : Severity.INFO;
    return new Event(now, severity, null, "soc-agreement", text, values);
  }

  Figures figures() {
    return Figures.NONE.with("doubted", doubted ? 1 : 0);
  }

  /** What was kept; the rest begins anew. */
  static SocAgreement restored(Figures figures) {
    return new SocAgreement(null, figures.get("doubted", 0) == 1);
  }
}
