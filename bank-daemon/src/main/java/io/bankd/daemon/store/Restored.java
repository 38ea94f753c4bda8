package io.bankd.daemon.store;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run left behind.
 *
 * @param serviceTime where the service clock stopped
 * @param lives figures by bank and pack, the bank's own under {@link #WHOLE}
 * @param notes by bank and name
 * @param trouble why it is not what was left behind, in words; null where it is
 */
public record Restored(
    Duration serviceTime,
    Map<String, Map<String, Figures>> lives,
    Map<String, Map<String, String>> notes,
    @Nullable String trouble) {

  /** In place of a pack: the bank as a whole. */
  public static final String WHOLE = "";

  /** Of a first run. */
  public static final Restored NOTHING = new Restored(Duration.ZERO, Map.of(), Map.of(), null);

  static Restored without(String trouble) {
    return new Restored(Duration.ZERO, Map.of(), Map.of(), trouble);
  }

  Restored because(@Nullable String why) {
    return new Restored(serviceTime, lives, notes, why);
  }

  /** The figures of those packs of a bank that have any. */
  public Map<PackId, Figures> lives(String bank, Collection<PackId> packs) {
    Map<String, Figures> kept = lives.getOrDefault(bank, Map.of());
    Map<PackId, Figures> some = new HashMap<>();
    for (PackId pack : packs) {
      Figures figures = kept.get(pack.toString());
      if (figures != null) {
        some.put(pack, figures);
      }
    }
    return some;
  }

  /** The figures of a bank as a whole. */
  public Figures figures(String bank) {
    return lives.getOrDefault(bank, Map.of()).getOrDefault(WHOLE, Figures.NONE);
  }

  boolean isEmpty() {
    return lives.isEmpty() && serviceTime.isZero();
  }
}
