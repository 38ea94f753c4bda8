package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.AddressRecord.End;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Addresses that two packs answer at: most answers from there are no good, while everybody else's
 * are, or what they say contradicts itself. It takes much to think so soon, less in the long run,
 * and little to go on thinking so, for what such an address says is not used.
 */
final class SharedAddresses {
  /** How often the same address has to contradict itself. */
  private static final int CONTRADICTIONS = 3;

  /** Within three rounds, with each question asked again: three in five, and five of them. */
  private static final int SOON = 5;

  private static final double MOST = 0.6;

  /** So many answers of the others have to be sound by then. */
  private static final int OTHERS = 8;

  /** Two packs that talk at once damage most answers; a bad line damages some of everybody's. */
  private static final double MANY = 0.4;

  private static final double STILL = 0.25;

  private final Map<PackAddress, AddressRecord> records;
  private final Set<PackAddress> shared = new TreeSet<>();

  SharedAddresses(Map<PackAddress, AddressRecord> records) {
    this.records = records;
  }

  /**
   * Judges every address again.
   *
   * @param talkedOver whether somebody talks out of turn: what is damaged then says nothing of an
   *     address, what is sound still does
   */
  void judge(boolean talkedOver) {
    records.forEach(
        (address, record) -> {
          if (!isShared(address, record)) {
            shared.remove(address);
          } else if (!talkedOver) {
            shared.add(address);
          }
        });
  }

  boolean contains(PackAddress address) {
    return shared.contains(address);
  }

  /** The line is opened anew. */
  void restart() {
    shared.clear();
  }

  private boolean isShared(PackAddress address, AddressRecord record) {
    if (record.count(End.CONTRADICTING) >= CONTRADICTIONS) {
      return true;
    }
    int bad = record.count(End.DAMAGED) + record.count(End.CONTRADICTING);
    double damage = record.damage();
    if (shared.contains(address)) {
      return damage >= STILL;
    }
    boolean most = bad >= SOON && damage >= MOST;
    boolean many = record.heard() >= AddressRecord.ENOUGH && damage >= MANY;
    return (most || many) && othersAreSound(address);
  }

  private boolean othersAreSound(PackAddress address) {
    int heard = 0;
    int damaged = 0;
    for (Map.Entry<PackAddress, AddressRecord> other : records.entrySet()) {
      if (!other.getKey().equals(address)) {
        if (other.getValue().isHurt()) {
          return false;
        }
        heard += other.getValue().heard();
        damaged += other.getValue().count(End.DAMAGED);
      }
    }
    return heard >= OTHERS && 10 * damaged <= heard;
  }
}
