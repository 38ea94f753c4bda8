package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.FigureText;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose life is remembered at which address: a pack that was exchanged for another does not inherit
 * what its predecessor went through, and one that comes back finds its own again.
 *
 * <p>Serial numbers come over the wire, and not every firmware has any. So another one counts when
 * it was told twice in a row after the pack had been out of sight, and no other pack tells the
 * same.
 */
final class Serials {
  static final Serials NONE = new Serials(Map.of(), Map.of(), new LinkedHashMap<>());

  /* So many packs that are gone are remembered, the last of them. */
  static final int MOST_FORMER = 6;

  private final Map<PackId, Serial> packs;

  /* The life of each that is out of sight, or not yet known to be the same, as it was when it went. */
  private final Map<PackId, Figures> left;
  private final LinkedHashMap<String, Figures> former;

  private Serials(
      Map<PackId, Serial> packs, Map<PackId, Figures> left, LinkedHashMap<String, Figures> former) {
    this.packs = packs;
    this.left = left;
    this.former = former;
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
    Map<PackId, Serial> next = new HashMap<>();
    for (PackId pack : ids) {
      next.put(pack, packs.getOrDefault(pack, Serial.UNKNOWN));
    }
    for (PackView view : before.packs()) {
      next.computeIfPresent(view.pack(), (p, serial) -> serial.seen(view.phase().isOnline()));
    }
    Set<String> shared = shared(ids, heard);
    boolean another = false;
    for (PackId pack : ids) {
      Serial serial = next.getOrDefault(pack, Serial.UNKNOWN);
      PackIdentity said = heard.identity(pack);
      serial = said == null ? serial : serial.told(said.serial(), said.at());
      boolean nobodys = shared.contains(serial.own()) || shared.contains(serial.other());
      serial = nobodys ? serial.forgotten() : serial;
      another |= serial.isAnother();
      next.put(pack, serial);
    }
    Map<PackId, Figures> gone = left(next, before);
    if (another) {
      return exchanged(ids, next, gone, before, now);
    }
    boolean same = next.equals(packs) && gone.equals(left);
    return new Turn(same ? this : new Serials(next, gone, former), List.of());
  }

  /* What another pack measures in its place must not heal it. */
  private Map<PackId, Figures> left(Map<PackId, Serial> next, BankSnapshot before) {
    if (next.entrySet().stream()
        .allMatch(e -> e.getValue().away() == left.containsKey(e.getKey()))) {
      return left;
    }
    Map<PackId, Figures> lives = before.lives();
    Map<PackId, Figures> gone = new HashMap<>();
    next.forEach(
        (pack, serial) -> {
          Figures kept = left.get(pack);
          Figures life = kept == null ? lives.get(pack) : kept;
          if (serial.away() && life != null) {
            gone.put(pack, life);
          }
        });
    return gone;
  }

  /* What several packs tell is the name of a model, or of nothing. */
  private static Set<String> shared(List<PackId> ids, BankReadings heard) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (PackId pack : ids) {
      PackIdentity said = heard.identity(pack);
      if (said != null && !said.serial().isEmpty() && !seen.add(said.serial())) {
        shared.add(said.serial());
      }
    }
    return shared;
  }

  private Turn exchanged(
      List<PackId> ids,
      Map<PackId, Serial> next,
      Map<PackId, Figures> left,
      BankSnapshot before,
      Moment now) {
    Map<PackId, Figures> lives = new HashMap<>(before.lives());
    lives.putAll(left);
    LinkedHashMap<String, Figures> gone = new LinkedHashMap<>(former);
    Map<String, Figures> here = new HashMap<>();
    next.forEach((p, serial) -> here.put(serial.own(), lives.getOrDefault(p, Figures.NONE)));
    here.remove("");
    Map<PackId, Figures> remaining = new HashMap<>(left);
    List<Change> changes = new ArrayList<>();
    for (PackId pack : ids) {
      Serial serial = next.getOrDefault(pack, Serial.UNKNOWN);
      if (!serial.isAnother()) {
        continue;
      }
      Serial settled = serial.settled();
      next.put(pack, settled);
      remaining.remove(pack);
      // The first that is ever told is that of the pack whose life this is.
      if (!serial.own().isEmpty()) {
        Figures moved = here.getOrDefault(settled.own(), Figures.NONE);
        Figures life = gone.getOrDefault(settled.own(), moved);
        gone.remove(serial.own());
        gone.put(serial.own(), lives.getOrDefault(pack, Figures.NONE));
        changes.add(new Change(pack, life, event(pack, serial, life, now)));
      }
    }
    next.values().forEach(serial -> gone.remove(serial.own()));
    while (gone.size() > MOST_FORMER) {
      gone.remove(gone.keySet().iterator().next());
    }
    return new Turn(new Serials(next, remaining, gone), changes);
  }

  private static Event event(PackId pack, Serial serial, Figures life, Moment now) {
    String how =
        life.values().isEmpty()
            ? "it starts anew: no counters, no locks, its charge not yet known"
            : "it goes on with what is known of it from before";
    String text =
        "pack "
            + pack
            + " is another pack now: serial "
            + serial.other()
            + " instead of "
            + serial.own()
            + "; "
            + how;
    return new Event(now, Severity.WARNING, pack, "exchanged", text);
  }

  Figures figures() {
    Figures figures = Figures.NONE;
    for (Map.Entry<PackId, Serial> pack : packs.entrySet()) {
      figures = figures.with("pack." + pack.getKey(), FigureText.of(pack.getValue().own()));
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
    for (PackId pack : ids) {
      packs.put(pack, Serial.kept(FigureText.in(figures.group("pack." + pack))));
    }
    LinkedHashMap<String, Figures> former = new LinkedHashMap<>();
    for (int n = 0; n < MOST_FORMER; n++) {
      Figures one = figures.group("former." + n);
      String serial = FigureText.in(one.group("serial"));
      if (Serial.isOne(serial)) {
        former.put(serial, one.group("life"));
      }
    }
    return new Serials(packs, Map.of(), former);
  }
}
