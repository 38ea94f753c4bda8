package io.bankd.bank;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time as far as every pack online has been heard: what rises, rises by this and not by the clock.
 *
 * <p>It goes on from the oldest of the packs' last readings to the oldest of their new ones. Packs
 * that are read one after the other move it on with each reading; it stands while one of them is
 * silent, and goes no faster than the clock. Who comes or goes moves it neither way. Of a gap no
 * more than {@link #MOST} counts at once, or what rises by it would leap.
 *
 * @param time only differences mean anything
 * @param reached the oldest reading that has been counted; null before the first
 * @param movedAt when it last went on; null before the first reading
 * @param last when each pack online was heard
 */
record NewsTime(
    Moment time, @Nullable Moment reached, @Nullable Moment movedAt, Map<PackId, Moment> last) {
  static final NewsTime NONE = new NewsTime(Moment.ofMillis(0), null, null, Map.of());

  static final Duration MOST = Duration.ofSeconds(2);

  NewsTime {
    last = Map.copyOf(last);
  }

  NewsTime next(List<PackStep> packs, Moment now) {
    Map<PackId, Moment> heard = new HashMap<>();
    Moment before = null;
    Moment after = null;
    for (PackStep pack : packs) {
      PackReading reading = pack.memory().reading();
      if (reading == null || !pack.view().phase().isOnline()) {
        continue;
      }
      PackId id = pack.view().pack();
      heard.put(id, reading.at());
      Moment earlier = last.get(id);
      if (earlier != null) {
        before = older(before, earlier);
        after = older(after, reading.at());
      }
    }
    Moment moved = movedAt == null ? now : movedAt;
    if (before == null || after == null) {
      return new NewsTime(time, reached, moved, heard);
    }
    // What was counted before a pack with an older reading came is not counted again.
    Moment from = reached == null || reached.isBefore(before) ? before : reached;
    Duration news = least(after.since(from), least(now.since(moved), MOST));
    return news.isNegative() || news.isZero()
        ? new NewsTime(time, reached, moved, heard)
        : new NewsTime(time.plus(news), after, now, heard);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Moment older(@Nullable Moment one, Moment other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
