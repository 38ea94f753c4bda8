package io.bankd.daemon.cli;

import io.bankd.daemon.Clock;
import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.PackSwitch;
import io.bankd.rs485.PackWriter;
import io.bankd.rs485.Rs485Master;
import io.bankd.sleep.InrushSettings;
import io.netty.channel.EventLoopGroup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks, switches once, looks again, and records. */
final class PackSwitching {
  private final PackPlace place;
  private final EventLoopGroup group;
  private final Clock clock;
  private final Store store;
  private final PrintWriter out;

  PackSwitching(PackPlace place, EventLoopGroup group, Clock clock, Store store, PrintWriter out) {
    this.place = place;
    this.group = group;
    this.clock = clock;
    this.store = store;
    this.out = out;
  }

  /**
   * The switch of that name.
   *
   * @param looser whether the pack may protect less by it than as it left the factory
   */
  static PackSwitch named(PackPlace place, String name, boolean looser) throws PackPlace.Unfit {
    List<String> names = new ArrayList<>();
    for (PackSwitch offered : place.dialect().switches()) {
      if (offered.name().equals(name)) {
        if (offered.loosens() && !looser) {
          throw new PackPlace.Unfit(
              ExitCode.USAGE,
              name
                  + ": the pack protects less than as it left the factory;"
                  + " --allow-looser-than-factory says that it is meant");
        }
        return offered;
      }
      names.add(offered.name());
    }
    String known =
        names.isEmpty()
            ? "in " + place.dialect().name() + " packs nothing can be switched"
            : "there are " + String.join(", ", names);
    throw new PackPlace.Unfit(ExitCode.USAGE, "“" + name + "” is no switch; " + known);
  }

  int run(PackSwitch wanted, String serial, boolean yes) throws PackPlace.Unfit {
    PackReply.Status before;
    try (Rs485Master master = place.master(group, clock)) {
      place.compare(new PackTables(master, place.pack().address()), serial);
      if (wanted.joins()) {
        compareVoltages(master);
      }
      before = status(master);
    }
    out.println("now: " + words(before) + "; wanted: " + wanted.words());
    if (!yes) {
      out.println("Nothing was sent; with --yes it is.");
      return ExitCode.OK;
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    put(figures, before, "-before");
    record(Severity.WARNING, wanted.words() + " is about to be ordered", figures);
    PackOrder order = new PackOrder(place.pack().address(), wanted.subject(), Map.of());
    PackWriter.Outcome outcome = place.writer(group, clock).write(order);
    PackReply.Status after;
    try (Rs485Master master = place.master(group, clock)) {
      after = status(master);
    }
    put(figures, after, "-after");
    String how = how(wanted, order, outcome, after, figures);
    boolean done = how.isEmpty();
    String text = wanted.words() + (done ? " was ordered and done" : how);
    record(done ? Severity.WARNING : Severity.ALARM, text, figures);
    out.println(text + "; now: " + words(after));
    return done ? ExitCode.OK : PackWriting.NOT_TAKEN;
  }

  /** What went wrong; empty where nothing did. */
  private String how(
      PackSwitch wanted,
      PackOrder order,
      PackWriter.Outcome outcome,
      PackReply.Status after,
      Map<String, Long> figures) {
    if (outcome instanceof PackWriter.Outcome.NotSent none) {
      return " was not sent: " + none.why();
    }
    if (outcome instanceof PackWriter.Outcome.Refused refused) {
      return " was refused by the pack, " + refused.why();
    }
    boolean asOrdered = true;
    if (wanted.name().startsWith("charge-mosfet")) {
      asOrdered = after.chargeMosOn() == wanted.name().endsWith("=on");
    } else if (wanted.name().startsWith("discharge-mosfet")) {
      asOrdered = after.dischargeMosOn() == wanted.name().endsWith("=on");
    } else if (outcome instanceof PackWriter.Outcome.Done done && done.state() >= 0) {
      figures.put("control-after", (long) done.state());
      asOrdered = place.dialect().control(order, done.state()) == done.state();
    } else {
      return " was ordered, and the pack did not answer";
    }
    return asOrdered ? "" : " was ordered, but the pack does not show it";
  }

  private PackReply.Status status(Rs485Master master) throws PackPlace.Unfit {
    PackTables pack = new PackTables(master, place.pack().address());
    PackReply.Status status = pack.status();
    if (status == null) {
      throw place.unavailable("does not say its status (" + pack.trouble() + ")");
    }
    return status;
  }

  /** A pack that is joined at another voltage gets or gives what nothing but 12 mΩ limits. */
  private void compareVoltages(Rs485Master master) throws PackPlace.Unfit {
    InrushSettings bears = InrushSettings.AM5000;
    int most = bears.continuous().milliamperes() * bears.leastMilliohms() / 1000;
    int own = millivolts(master, place.pack());
    for (PackId other : place.neighbours()) {
      int apart = Math.abs(millivolts(master, other) - own);
      if (apart > most) {
        throw new PackPlace.Unfit(
            ExitCode.UNAVAILABLE,
            "pack %s stands %.2f V from pack %s; up to %.2f V may be joined. Nothing was sent"
                .formatted(place.pack(), apart / 1000.0, other, most / 1000.0));
      }
    }
  }

  private static int millivolts(Rs485Master master, PackId pack) throws PackPlace.Unfit {
    PackTables asked = new PackTables(master, pack.address());
    PackReply.Analog analog = asked.measurements();
    if (analog == null) {
      throw new PackPlace.Unfit(
          ExitCode.UNAVAILABLE,
          "pack %s does not say its voltage (%s), and it must be known before packs are joined."
                  .formatted(pack, asked.trouble())
              + " Nothing was sent");
    }
    return analog.voltage().millivolts();
  }

  private static String words(PackReply.Status status) {
    return "charge MOSFET "
        + (status.chargeMosOn() ? "on" : "off")
        + ", discharge MOSFET "
        + (status.dischargeMosOn() ? "on" : "off")
        + (status.limiterActive() ? ", charge limiter active" : "");
  }

  private static void put(Map<String, Long> figures, PackReply.Status status, String when) {
    figures.put("charge-mosfet" + when, status.chargeMosOn() ? 1L : 0L);
    figures.put("discharge-mosfet" + when, status.dischargeMosOn() ? 1L : 0L);
    figures.put("limiter-active" + when, status.limiterActive() ? 1L : 0L);
  }

  private void record(Severity severity, String what, Map<String, Long> figures) {
    String text = "pack " + place.pack() + ": " + what;
    store.record(
        place.bank(), new Event(clock.now(), severity, place.pack(), "pack-write", text, figures));
  }
}
