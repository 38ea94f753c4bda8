package io.bankd.daemon.replay;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanFrame;
import io.bankd.daemon.config.BankConfig;
import io.bankd.history.Event;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints a replay: why limits moved, what happened, what went out on CAN. */
public final class ReplayPrinter implements ReplayOutput {
  private final @Nullable Double explained;
  private final boolean events;
  private final Consumer<String> lines;
  private final @Nullable PrintWriter frames;
  private final Map<String, BankConfig> banks = new LinkedHashMap<>();
  private final Map<String, Explanation> explanations = new LinkedHashMap<>();
  private @Nullable Moment begin;

  /**
   * A printer of what is wanted.
   *
   * @param explained the smallest movement of a limit to explain, in percent of the bank's nominal
   *     current; null for no explanation
   * @param frames gets a line for each CAN frame, in the form of candump's logs; null for none
   */
  public ReplayPrinter(
      @Nullable Double explained,
      boolean events,
      Consumer<String> lines,
      @Nullable PrintWriter frames) {
    this.explained = explained;
    this.events = events;
    this.lines = lines;
    this.frames = frames;
  }

  @Override
  public void begins(BankConfig bank) {
    if (banks.containsKey(bank.name())) {
      close(); // Another recording begins.
      begin = null;
    }
    banks.put(bank.name(), bank);
  }

  @Override
  public void frame(Moment at, String can, CanFrame frame) {
    PrintWriter to = frames;
    if (to != null) {
      long micros = at.nanos() / 1000;
      to.println(
          String.format(
              Locale.ROOT,
              "(%010d.%06d) %s %s",
              micros / 1_000_000,
              micros % 1_000_000,
              can,
              frame));
    }
  }

  @Override
  public void event(String bank, Event event) {
    if (events) {
      PackId pack = event.pack();
      boolean named = pack == null || event.text().contains("pack " + pack);
      String severity = event.severity().name().toLowerCase(Locale.ROOT);
      String text = named ? event.text() : "pack " + pack + ": " + event.text();
      lines.accept(String.join("  ", time(event.at()), bank, severity, event.rule(), text));
    }
  }

  @Override
  public void step(String bank, BankSnapshot snapshot) {
    time(snapshot.at());
    BankConfig config = banks.get(bank);
    Double least = explained;
    if (least != null && config != null) {
      String name = banks.size() > 1 ? bank : "";
      explanations
          .computeIfAbsent(
              bank, b -> new Explanation(name, config.policy(), least, begin(snapshot.at()), lines))
          .take(snapshot);
    }
  }

  private Moment begin(Moment otherwise) {
    Moment known = begin;
    if (known == null) {
      known = otherwise;
      begin = known;
    }
    return known;
  }

  private String time(Moment at) {
    return "+" + TapeTime.words(at.since(begin(at)));
  }

  /** Says what was still under way. */
  public void close() {
    explanations.values().forEach(Explanation::close);
    explanations.clear();
    banks.clear();
  }
}
