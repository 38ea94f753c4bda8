package io.bankd.daemon.cli;

import io.bankd.daemon.Clock;
import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackWriter;
import io.bankd.rs485.Rs485Master;
import io.netty.channel.EventLoopGroup;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a pack's clock, which only dates its own history, to this machine's local time. */
final class PackClock {
  private static final String TABLE = "time";

  /** A machine without a clock of its own begins earlier. */
  private static final int FIRST_YEAR = 2026;

  private static final Duration APART = Duration.ofMinutes(1);

  private final PackPlace place;
  private final EventLoopGroup group;
  private final Clock clock;
  private final Store store;
  private final PrintWriter out;

  PackClock(PackPlace place, EventLoopGroup group, Clock clock, Store store, PrintWriter out) {
    this.place = place;
    this.group = group;
    this.clock = clock;
    this.store = store;
    this.out = out;
  }

  int run(LocalDateTime now, String serial, boolean yes) throws PackPlace.Unfit {
    if (now.getYear() < FIRST_YEAR) {
      throw new PackPlace.Unfit(
          ExitCode.UNAVAILABLE, "this machine's own clock is not set: it says " + now);
    }
    String before;
    try (Rs485Master master = place.master(group, clock)) {
      place.compare(new PackTables(master, place.pack().address()), serial);
      before = time(master);
    }
    LocalDateTime wanted = now.truncatedTo(ChronoUnit.SECONDS);
    String words = wanted.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    out.println("clock: " + before + " → " + words);
    if (!yes) {
      out.println("Nothing was written; with --yes it is.");
      return ExitCode.OK;
    }
    record(Severity.WARNING, "clock " + before + " is about to be set to " + words);
    PackOrder order = new PackOrder(place.pack().address(), TABLE, Map.of(TABLE, words));
    PackWriter.Outcome outcome = place.writer(group, clock).write(order);
    if (!(outcome instanceof PackWriter.Outcome.Done)) {
      return failed("clock was not set: " + why(outcome));
    }
    String after;
    try (Rs485Master master = place.master(group, clock)) {
      after = time(master);
    }
    LocalDateTime said = parsed(after);
    if (said == null || Duration.between(wanted, said).abs().compareTo(APART) > 0) {
      return failed("clock was set to " + words + ", but the pack now says " + after);
    }
    record(Severity.WARNING, "clock was " + before + ", was set and read back as " + after);
    out.println("The clock was set and read back.");
    return ExitCode.OK;
  }

  private static String why(PackWriter.Outcome outcome) {
    if (outcome instanceof PackWriter.Outcome.Refused refused) {
      return "refused by the pack, " + refused.why();
    }
    return outcome instanceof PackWriter.Outcome.NotSent none
        ? none.why()
        : "the pack did not answer";
  }

  private String time(Rs485Master master) throws PackPlace.Unfit {
    PackTables tables = new PackTables(master, place.pack().address());
    Map<String, Object> values = tables.table(TABLE);
    if (values == null) {
      throw place.unavailable("does not give its time (" + tables.trouble() + ")");
    }
    return String.valueOf(values.get(TABLE));
  }

  private static @Nullable LocalDateTime parsed(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private int failed(String what) {
    record(Severity.ALARM, what);
    out.println("The " + what + ".");
    return PackWriting.NOT_TAKEN;
  }

  private void record(Severity severity, String what) {
    String text = "pack " + place.pack() + ": " + what;
    store.record(
        place.bank(), new Event(clock.now(), severity, place.pack(), "pack-write", text, Map.of()));
  }
}
