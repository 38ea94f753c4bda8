package io.bankd.daemon.store;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest of everything that is kept, and which of it the file does not have yet. It grows with
 * the number of packs and not with time.
 */
final class Keeping {
  /**
   * What the file does not have yet.
   *
   * @param lives by bank and pack
   * @param notes by bank and name
   * @param at the service time of it all
   */
  record Changes(Map<Name, Figures> lives, Map<Name, String> notes, Moment at) {
    boolean isEmpty() {
      return lives.isEmpty() && notes.isEmpty();
    }
  }

  /** Something of a bank: a pack, or a note. */
  record Name(String bank, String name) {}

  private final Map<Name, Figures> lives = new HashMap<>();
  private final Map<Name, String> notes = new HashMap<>();
  private final Set<Name> newLives = new HashSet<>();
  private final Set<Name> newNotes = new HashSet<>();
  private Moment at = Moment.ofNanos(0);
  private boolean due;

  synchronized void lives(String bank, Map<String, Figures> packs, Moment now) {
    packs.forEach(
        (pack, figures) -> {
          Name name = new Name(bank, pack);
          if (!figures.equals(lives.put(name, figures))) {
            newLives.add(name);
          }
        });
    at = at.isBefore(now) ? now : at;
    due = true;
  }

  synchronized void note(String bank, String name, String value, Moment now) {
    Name full = new Name(bank, name);
    if (!value.equals(notes.put(full, value))) {
      newNotes.add(full);
      due = true;
    }
    at = at.isBefore(now) ? now : at;
  }

  synchronized boolean isDue() {
    return due;
  }

  synchronized Changes take() {
    Map<Name, Figures> someLives = new HashMap<>();
    newLives.forEach(name -> someLives.put(name, lives.getOrDefault(name, Figures.NONE)));
    Map<Name, String> someNotes = new HashMap<>();
    newNotes.forEach(name -> someNotes.put(name, notes.getOrDefault(name, "")));
    newLives.clear();
    newNotes.clear();
    due = false;
    return new Changes(someLives, someNotes, at);
  }

  /** What could not be written is still to be written; something newer may have come since. */
  synchronized void giveBack(Changes changes) {
    newLives.addAll(changes.lives.keySet());
    newNotes.addAll(changes.notes.keySet());
    due = true;
  }

  /** A new file has nothing of it. */
  synchronized void forgetWritten() {
    newLives.addAll(lives.keySet());
    newNotes.addAll(notes.keySet());
    due = !(lives.isEmpty() && notes.isEmpty());
  }

  /** What the file already says, so that only what differs is written. */
  synchronized void written(Restored restored) {
    restored
        .lives()
        .forEach((bank, packs) -> packs.forEach((p, f) -> lives.put(new Name(bank, p), f)));
    restored.notes().forEach((bank, all) -> all.forEach((n, v) -> notes.put(new Name(bank, n), v)));
  }

  /** The notes of a bank by name. */
  synchronized Map<String, String> notes(String bank) {
    Map<String, String> all = new TreeMap<>();
    notes.forEach(
        (name, value) -> {
          if (name.bank.equals(bank)) {
            all.put(name.name, value);
          }
        });
    return all;
  }
}
