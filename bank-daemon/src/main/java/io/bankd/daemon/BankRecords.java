package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands a bank's events to the store, and its packs' figures: once a minute, since they change with
 * every reading, and as soon as something happened, since that must not be forgotten.
 */
final class BankRecords implements Consumer<BankSnapshot> {
  private static final Duration PERIOD = Duration.ofSeconds(60);

  /* Events that follow each other closely share one write; an alarm does not wait. */
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private final String bank;
  private final Store store;
  private final Supplier<Map<String, Boolean>> inverters;
  private final InverterEvents supervision = new InverterEvents();
  private @Nullable Moment kept;
  private boolean happened;

  /**
   * Records of one bank.
   *
   * @param inverters whether each is heard, by its interface
   */
  BankRecords(String bank, Store store, Supplier<Map<String, Boolean>> inverters) {
    this.bank = bank;
    this.store = store;
    this.inverters = inverters;
  }

  @Override
  public void accept(BankSnapshot snapshot) {
    boolean alarm = false;
    for (Event event : snapshot.events()) {
      store.record(bank, event);
      happened = true;
      alarm |= event.severity() == Severity.ALARM;
    }
    supervision.next(inverters.get(), snapshot.at()).forEach(event -> store.record(bank, event));
    Moment last = kept;
    Duration wait = happened ? TOGETHER : PERIOD;
    if (alarm || last == null || snapshot.at().since(last).compareTo(wait) >= 0) {
      store.keep(bank, snapshot.lives(), snapshot.at());
      kept = snapshot.at();
      happened = false;
    }
  }
}
