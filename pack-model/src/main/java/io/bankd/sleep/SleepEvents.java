package io.bankd.sleep;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.LinkedHashMap;
import java.util.Map;

/** What sleeping packs do, in sentences for their owner. */
final class SleepEvents {
  private SleepEvents() {}

  static Event asleep(PackId pack, SleepState state, SleepOutlook outlook, Moment now) {
    String text = "pack " + pack + " is " + outlook.words();
    Severity severity =
        state.cause() == SleepCause.OVER_DISCHARGE ? Severity.WARNING : Severity.INFO;
    return new Event(now, severity, pack, "asleep", text, values(state, outlook.wakeTries(), now));
  }

  static Event lost(PackId pack, LastWord last, SleepState state, Moment now) {
    String hint =
        last.resting()
            ? "it was idle, so somebody may have put it to sleep with its button"
            : "it was at work, so look at its switch, its fuse and its cable";
    String text = "pack " + pack + " is silent, and nothing led one to expect it: " + hint;
    return new Event(now, Severity.WARNING, pack, "silence", text, values(state, 0, now));
  }

  static Event missed(PackId pack, int tries, int most, Moment now) {
    String text =
        "pack %s should have woken to look for charge, try %d of %d, and was not heard"
            .formatted(pack, tries, most);
    return new Event(now, Severity.INFO, pack, "wake-up", text, tries(tries));
  }

  static Event exhausted(PackId pack, int tries, Moment now) {
    String text =
        "pack %s has woken %d times, found no charge and stops trying: somebody must %s"
            .formatted(pack, tries, SleepOutlook.HANDS);
    return new Event(now, Severity.ALARM, pack, "wake-up", text, tries(tries));
  }

  static Event awake(
      PackId pack, SleepState before, int tries, boolean empty, SleepSettings by, Moment at) {
    Moment since = before.heardAt();
    String slept = since == null ? "" : " after " + Spoken.of(at.since(since)) + " of sleep";
    String want =
        empty
            ? "; it is still over-discharged and needs charge, "
                + tries
                + " of "
                + by.tries()
                + " tries gone"
            : "";
    String text = "pack " + pack + " is awake again" + slept + want;
    return new Event(at, Severity.INFO, pack, "awake", text, values(before, tries, at));
  }

  static Event recovered(PackId pack, int tries, Moment at) {
    String text =
        "pack "
            + pack
            + " is no longer over-discharged, after "
            + tries
            + (tries == 1 ? " wake-up" : " wake-ups");
    return new Event(at, Severity.INFO, pack, "awake", text, tries(tries));
  }

  static Event disobeyed(PackId pack, Moment at) {
    String text =
        "pack "
            + pack
            + " was told to sleep and still answers: voltage on its terminals keeps it awake";
    return new Event(at, Severity.WARNING, pack, "asleep", text);
  }

  private static Map<String, Long> tries(int tries) {
    return Map.of("wake-tries", (long) tries);
  }

  private static Map<String, Long> values(SleepState state, int tries, Moment now) {
    Map<String, Long> values = new LinkedHashMap<>();
    LastWord last = state.last();
    if (last != null) {
      values.put("silent-s", now.since(last.at()).toSeconds());
      values.put("lowest-cell-mv", (long) last.lowestCell().millivolts());
    }
    values.put("wake-tries", (long) tries);
    return values;
  }
}
