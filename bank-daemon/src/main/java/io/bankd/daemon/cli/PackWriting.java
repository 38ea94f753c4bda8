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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads, compares, writes, reads back, and records; everything at most once. */
final class PackWriting {
  /** The pack said no, or says something else afterwards. */
  static final int NOT_TAKEN = 1;

  private final PackPlace place;
  private final EventLoopGroup group;
  private final Clock clock;
  private final Store store;
  private final PrintWriter out;

  PackWriting(PackPlace place, EventLoopGroup group, Clock clock, Store store, PrintWriter out) {
    this.place = place;
    this.group = group;
    this.clock = clock;
    this.store = store;
    this.out = out;
  }

  int run(List<PackChange> wanted, String serial, boolean yes) throws PackPlace.Unfit {
    Map<String, Map<String, Object>> before = new LinkedHashMap<>();
    try (Rs485Master master = place.master(group, clock)) {
      PackTables tables = new PackTables(master, place.pack().address());
      place.compare(tables, serial);
      for (PackChange change : wanted) {
        String table = change.field().table();
        if (!before.containsKey(table)) {
          before.put(table, read(tables, table));
        }
        known(change, Objects.requireNonNull(before.get(table)));
      }
    }
    Map<String, Map<String, Object>> after = new LinkedHashMap<>();
    before.forEach((table, values) -> after.put(table, new LinkedHashMap<>(values)));
    wanted.forEach(
        change -> {
          Map<String, Object> table = Objects.requireNonNull(after.get(change.field().table()));
          Object was = table.put(change.field().name(), change.value());
          show(change, Objects.requireNonNull(was));
        });
    if (!yes) {
      out.println("Nothing was written; with --yes it is.");
      return ExitCode.OK;
    }
    boolean taken = true;
    for (Map.Entry<String, Map<String, Object>> table : after.entrySet()) {
      Map<String, Object> was = Objects.requireNonNull(before.get(table.getKey()));
      taken &= was.equals(table.getValue()) || write(table.getKey(), was, table.getValue());
    }
    return taken ? ExitCode.OK : NOT_TAKEN;
  }

  private Map<String, Object> read(PackTables tables, String table) throws PackPlace.Unfit {
    if (!place.dialect().subjects().contains(table)) {
      throw new PackPlace.Unfit(
          ExitCode.USAGE,
          "there is no table “" + table + "”; there are " + place.dialect().subjects());
    }
    Map<String, Object> values = tables.table(table);
    if (values == null) {
      throw place.unavailable("does not give " + table + " (" + tables.trouble() + ")");
    }
    return values;
  }

  private static void known(PackChange change, Map<String, Object> table) throws PackPlace.Unfit {
    if (!table.containsKey(change.field().name())) {
      throw new PackPlace.Unfit(
          ExitCode.USAGE, change.field() + " is no setting; there are " + table.keySet());
    }
  }

  private void show(PackChange change, Object was) {
    PackField field = change.field();
    Map<String, Object> factory = place.dialect().factory(field.table());
    Object made = factory == null ? null : factory.get(field.name());
    out.println(
        field
            + ": "
            + field.words(was)
            + " → "
            + field.words(change.value())
            + (made == null ? "" : " (factory " + field.words(made) + ")"));
  }

  private boolean write(String table, Map<String, Object> was, Map<String, Object> wanted)
      throws PackPlace.Unfit {
    record(Severity.WARNING, table, " is about to be written", was, wanted);
    PackWriter.Outcome outcome =
        place.writer(group, clock).write(new PackOrder(place.pack().address(), table, wanted));
    if (outcome instanceof PackWriter.Outcome.NotSent none) {
      return failed(table, " was not sent: " + none.why(), was, was);
    }
    if (outcome instanceof PackWriter.Outcome.Refused refused) {
      return failed(table, " was refused by the pack, " + refused.why(), was, was);
    }
    Map<String, Object> now;
    try (Rs485Master master = place.master(group, clock)) {
      now = read(new PackTables(master, place.pack().address()), table);
    }
    if (!now.equals(wanted)) {
      return failed(table, " was written, but the pack now says something else", wanted, now);
    }
    record(Severity.WARNING, table, " was written and read back", was, now);
    out.println(table + " was written and read back.");
    return true;
  }

  private boolean failed(
      String table, String what, Map<String, Object> was, Map<String, Object> now) {
    record(Severity.ALARM, table, what, was, now);
    out.println(table + what + ".");
    return false;
  }

  private void record(
      Severity severity,
      String table,
      String what,
      Map<String, Object> was,
      Map<String, Object> now) {
    Map<String, Long> figures = new LinkedHashMap<>();
    was.forEach((name, value) -> put(figures, name + "-before", value));
    now.forEach((name, value) -> put(figures, name + "-after", value));
    String text = "pack " + place.pack() + ": table " + table + what;
    store.record(
        place.bank(), new Event(clock.now(), severity, place.pack(), "pack-write", text, figures));
  }

  private static void put(Map<String, Long> figures, String name, Object value) {
    if (value instanceof Number number) {
      figures.put(name.replace('_', '-'), number.longValue());
    }
  }
}
