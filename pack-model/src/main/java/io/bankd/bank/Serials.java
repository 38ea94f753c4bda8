package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.FigureText;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.rules.PackLife;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose life is remembered at which address: a pack that was exchanged for another does not inherit
 * what its predecessor went through, and one that comes back finds its own again.
 *
 * <p>Serial numbers come over the wire, and not every firmware has any. So another one counts when
 * it was told twice in a row after the pack had been out of sight, and no other pack that is in
 * sight tells the same. What protects a pack is never lost by that: where it is not certain whose a
 * protection is, each of them has it.
 */
final class Serials {
  static final Serials NONE =
      new Serials(Map.of(), Map.of(), new LinkedHashMap<>(), new LinkedHashSet<>());

  /* So many packs that are gone are remembered: the protected ones first, and the last of them. */
  static final int MOST_FORMER = 6;

  /* So many texts that are the name of a model. */
  static final int MOST_NOBODYS = 6;

  private final Map<PackId, Serial> packs;

  /* The life of each that is out of sight, or not yet known to be the same, as it was when it went. */
  private final Map<PackId, Figures> left;
  private final LinkedHashMap<String, Figures> former;

  /* What several packs in sight told: the name of a model, or of nothing. */
  private final LinkedHashSet<String> nobodys;

  private Serials(
      Map<PackId, Serial> packs,
      Map<PackId, Figures> left,
      LinkedHashMap<String, Figures> former,
      LinkedHashSet<String> nobodys) {
    this.packs = packs;
    this.left = left;
    this.former = former;
    this.nobodys = nobodys;
  }

  /**
   * A pack that is another now.
   *
   * @param life what is known of it; none where it is new here
   */
  record Change(PackId pack, Figures life, Event event) {}

  /** Where one step led, and the packs that are others now. */
  record Turn(Serials state, List<Change> changes) {}

  /**
   * A moment later.
   *
   * @param before with the lives of all packs
   */
  Turn next(List<PackId> ids, BankReadings heard, BankSnapshot before, Moment now) {
    Map<PackId, Serial> next = new LinkedHashMap<>();
    for (PackId pack : ids) {
      next.put(pack, packs.getOrDefault(pack, Serial.UNKNOWN));
    }
    for (PackView view : before.packs()) {
      next.computeIfPresent(view.pack(), (p, serial) -> serial.seen(view.phase().isOnline()));
    }
    next.replaceAll((pack, serial) -> told(serial, heard.identity(pack)));
    Set<String> disputed = Claims.disputed(next);
    Set<String> proven = Claims.proven(disputed, next, now);
    Claims.forget(proven, next);
    Map<PackId, Figures> gone = left(next, before);
    List<PackId> others = new ArrayList<>();
    next.forEach(
        (pack, serial) -> {
          if (serial.isAnother() && !disputed.contains(serial.other())) {
            others.add(pack);
          }
        });
    if (!others.isEmpty()) {
      return exchanged(others, next, gone, nobodysWith(proven), before, now);
    }
    Claims.move(next);
    boolean same = next.equals(packs) && gone.equals(left) && proven.isEmpty();
    return new Turn(same ? this : new Serials(next, gone, former, nobodysWith(proven)), List.of());
  }

  private Serial told(Serial serial, @Nullable PackIdentity said) {
    if (said == null || serial.hasTakenIn(said.at())) {
      return serial;
    }
    String text = Serial.cut(said.serial());
    if (nobodys.contains(text)) {
      return serial.without(text).toldNothing(said.at());
    }
    return Serial.isOne(text) ? serial.told(text, said.at()) : serial.toldNothing(said.at());
  }

  private LinkedHashSet<String> nobodysWith(Set<String> proven) {
    LinkedHashSet<String> more = new LinkedHashSet<>(nobodys);
    more.addAll(proven);
    while (more.size() > MOST_NOBODYS) {
      more.remove(more.iterator().next());
    }
    return more;
  }

  /* What another pack measures in its place must not heal it. */
  private Map<PackId, Figures> left(Map<PackId, Serial> next, BankSnapshot before) {
    if (next.entrySet().stream()
        .allMatch(e -> e.getValue().isMissed() == left.containsKey(e.getKey()))) {
      return left;
    }
    Map<PackId, Figures> lives = before.lives();
    Map<PackId, Figures> gone = new HashMap<>();
    next.forEach(
        (pack, serial) -> {
          Figures kept = left.get(pack);
          Figures life = kept == null ? lives.get(pack) : kept;
          if (serial.isMissed() && life != null) {
            gone.put(pack, life);
          }
        });
    return gone;
  }

  private Turn exchanged(
      List<PackId> others,
      Map<PackId, Serial> next,
      Map<PackId, Figures> left,
      LinkedHashSet<String> shared,
      BankSnapshot before,
      Moment now) {
    Map<PackId, Figures> lives = before.lives();
    LinkedHashMap<String, Figures> known = new LinkedHashMap<>(former);
    // Who was out of sight may have been here since without a number: what came since is its too.
    next.forEach(
        (pack, serial) -> {
          if (serial.hasNumber()) {
            Figures life = lives.getOrDefault(pack, Figures.NONE);
            Figures own = PackLife.stricter(left.getOrDefault(pack, life), life);
            known.merge(serial.own(), own, (a, b) -> PackLife.stricter(b, a));
          }
        });
    LinkedHashMap<String, Figures> gone = new LinkedHashMap<>(former);
    Map<PackId, Figures> remaining = new HashMap<>(left);
    List<Change> changes = new ArrayList<>();
    for (PackId pack : others) {
      Serial serial = next.getOrDefault(pack, Serial.UNKNOWN);
      next.put(pack, serial.settled());
      remaining.remove(pack);
      Figures its = known.getOrDefault(serial.other(), Figures.NONE);
      Figures here = lives.getOrDefault(pack, Figures.NONE);
      if (serial.hasNumber()) {
        gone.remove(serial.own());
        gone.put(serial.own(), known.getOrDefault(serial.own(), Figures.NONE));
      }
      // The first that is ever told is that of the pack whose life this is.
      boolean first = serial.own().isEmpty();
      Figures since = PackLife.locksSince(left.getOrDefault(pack, here), here);
      Figures life = first ? PackLife.stricter(here, its) : PackLife.stricter(its, since);
      if (!first || !its.values().isEmpty()) {
        changes.add(new Change(pack, life, event(pack, serial, its, life, now)));
      }
    }
    Claims.move(next);
    next.values().forEach(serial -> gone.remove(serial.own()));
    while (gone.size() > MOST_FORMER) {
      gone.remove(leastMissed(gone));
    }
    return new Turn(new Serials(next, remaining, gone, shared), changes);
  }

  /* The first that went without a protection; where all have one, the first. */
  private static String leastMissed(LinkedHashMap<String, Figures> gone) {
    return gone.entrySet().stream()
        .filter(one -> PackLife.locksSince(Figures.NONE, one.getValue()).values().isEmpty())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> gone.keySet().iterator().next());
  }

  private static Event event(PackId pack, Serial serial, Figures known, Figures life, Moment now) {
    String how =
        !known.values().isEmpty()
            ? "it goes on with what is known of it from before"
            : life.values().isEmpty()
                ? "it starts anew: no counters, no locks, its charge not yet known"
                : "it starts anew, but for what protects it since it is here";
    String last = serial.own().isEmpty() ? "none" : serial.own();
    String text =
        "pack "
            + pack
            + " is another pack now: serial "
            + serial.other()
            + " instead of "
            + last
            + "; "
            + how;
    return new Event(now, Severity.WARNING, pack, "exchanged", text);
  }

  Figures figures() {
    Figures figures = Figures.NONE;
    for (Map.Entry<PackId, Serial> pack : packs.entrySet()) {
      figures = figures.with("pack." + pack.getKey(), FigureText.of(pack.getValue().own()));
    }
    for (Map.Entry<PackId, Figures> pack : left.entrySet()) {
      figures = figures.with("left." + pack.getKey(), pack.getValue());
    }
    int nobody = 0;
    for (String text : nobodys) {
      figures = figures.with("nobodys." + nobody++, FigureText.of(text));
    }
    int n = 0;
    for (Map.Entry<String, Figures> gone : former.entrySet()) {
      Figures one =
          Figures.NONE.with("serial", FigureText.of(gone.getKey())).with("life", gone.getValue());
      figures = figures.with("former." + n++, one);
    }
    return figures;
  }

  /** What was kept; a number that makes no sense is one that was never told. */
  static Serials restored(Figures figures, List<PackId> ids) {
    Map<PackId, Serial> packs = new HashMap<>();
    Map<PackId, Figures> left = new HashMap<>();
    for (PackId pack : ids) {
      Serial serial = Serial.kept(FigureText.in(figures.group("pack." + pack)));
      packs.put(pack, serial);
      Figures life = figures.group("left." + pack);
      if (serial.isMissed() && !life.values().isEmpty()) {
        left.put(pack, life);
      }
    }
    LinkedHashSet<String> nobodys = new LinkedHashSet<>();
    for (int n = 0; n < MOST_NOBODYS; n++) {
      String text = FigureText.in(figures.group("nobodys." + n));
      if (Serial.isOne(text)) {
        nobodys.add(text);
      }
    }
    LinkedHashMap<String, Figures> former = new LinkedHashMap<>();
    for (int n = 0; n < MOST_FORMER; n++) {
      Figures one = figures.group("former." + n);
      String serial = FigureText.in(one.group("serial"));
      if (Serial.isOne(serial)) {
        former.put(serial, one.group("life"));
      }
    }
    return new Serials(packs, left, former, nobodys);
  }
}
