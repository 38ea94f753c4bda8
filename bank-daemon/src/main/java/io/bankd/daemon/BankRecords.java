package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands a bank's events to the store, its figures and its packs': once a minute, since they change
 * with every reading, and as soon as something happened, since that must not be forgotten.
 */
final class BankRecords implements Consumer<BankSnapshot> {
  private static final Duration PERIOD = Duration.ofSeconds(60);

  /* Events that follow each other closely share one write; an alarm does not wait. */
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private final String bank;
  private final Store store;
  private final Supplier<Map<String, Boolean>> inverters;
  private final Supplier<Map<String, String>> findings;
  private final Map<String, Boolean> heard = new HashMap<>();
  private Map<String, String> found = Map.of();
  private @Nullable Moment kept;
  private boolean happened;

  /**
   * Records of one bank.
   *
   * @param inverters whether each is heard, by its interface
   * @param findings what is wrong with the outputs, in words by a name of its own
   */
  BankRecords(
      String bank,
      Store store,
      Supplier<Map<String, Boolean>> inverters,
      Supplier<Map<String, String>> findings) {
    this.bank = bank;
    this.store = store;
    this.inverters = inverters;
    this.findings = findings;
  }

  @Override
  public void accept(BankSnapshot snapshot) {
    boolean alarm = false;
    for (Event event : snapshot.events()) {
      store.record(bank, event);
      happened = true;
      alarm |= event.severity() == Severity.ALARM;
    }
    inverters.get().forEach((name, up) -> inverter(name, up, snapshot.at()));
    findings(findings.get(), snapshot.at());
    Moment last = kept;
    Duration wait = happened ? TOGETHER : PERIOD;
    if (alarm || last == null || snapshot.at().since(last).compareTo(wait) >= 0) {
      keep(store, bank, snapshot);
      kept = snapshot.at();
      happened = false;
    }
  }

  /** Hands over all that a bank and its packs must remember. */
  static void keep(Store store, String bank, BankSnapshot snapshot) {
    store.keep(bank, snapshot.lives(), snapshot.figures(), snapshot.at());
  }

  /** What is wrong with an output, when it begins, changes and ends. */
  private void findings(Map<String, String> now, Moment at) {
    if (now.equals(found)) {
      return;
    }
    now.forEach(
        (name, words) -> {
          if (!words.equals(found.get(name))) {
            store.record(bank, new Event(at, Severity.WARNING, null, "can", words));
          }
        });
    found.forEach(
        (name, words) -> {
          if (!now.containsKey(name)) {
            store.record(bank, new Event(at, Severity.INFO, null, "can", "over: " + words));
          }
        });
    found = now;
  }

  /** The inverter's supervision (REC-1); an inverter that was never heard is no event. */
  private void inverter(String name, boolean up, Moment at) {
    Boolean before = heard.put(name, up);
    if (up != Boolean.TRUE.equals(before)) {
      Severity severity = up ? Severity.INFO : Severity.WARNING;
      String text = up ? " answers" : " is silent; limits are still sent";
      store.record(
          bank, new Event(at, severity, null, "inverter", "the inverter on " + name + text));
    }
  }
}
