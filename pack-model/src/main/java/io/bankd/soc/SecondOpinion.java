package io.bankd.soc;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.util.List;

/**
 * The pack's own state of charge: a pull where ours is less sure, a warning where the two cannot
 * both be true.
 */
final class SecondOpinion {
  private SecondOpinion() {}

  static SocEstimate compared(SocEstimate before, PackReading reading, List<Event> events) {
    long own = Seen.own(reading);
    long bound = before.count.bound();
    long apart = Math.abs(own - before.count.inner());
    if (apart > Belief.OPINION + bound) {
      return doubted(before, reading, events);
    }
    Count count =
        bound > Belief.OPINION
            ? before.count.within(own - Belief.OPINION, own + Belief.OPINION)
            : before.count;
    boolean agrees = apart <= Belief.OPINION;
    if (agrees && before.watch.doubted()) {
      events.add(SocEvents.event(before, reading, Severity.INFO, "soc-doubt", " agrees again"));
    }
    return before.with(count).with(before.watch.differing(null, before.watch.doubted() && !agrees));
  }

  private static SocEstimate doubted(SocEstimate before, PackReading reading, List<Event> events) {
    Watch watch = before.watch;
    Moment since = watch.differsSince();
    Moment first = since == null ? reading.at() : since;
    boolean lasts = reading.at().since(first).compareTo(Belief.DOUBT) >= 0;
    if (lasts && !watch.doubted()) {
      events.add(SocEvents.event(before, reading, Severity.WARNING, "soc-doubt", " disagrees"));
    }
    return before.with(watch.differing(first, lasts || watch.doubted()));
  }
}
