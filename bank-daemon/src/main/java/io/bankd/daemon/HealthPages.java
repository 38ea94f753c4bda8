package io.bankd.daemon;

import io.bankd.daemon.http.Page;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.store.StoreHealth;
import io.bankd.daemon.view.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of the HTTP server, by path. */
final class HealthPages {
  private HealthPages() {}

  static Map<String, Page> of(
      Metrics metrics, Liveness liveness, Store store, List<BankService> banks) {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put(
        "/metrics",
        () -> new Page.Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
    pages.put("/healthz", () -> healthz(liveness, store));
    pages.put("/readyz", () -> readyz(banks));
    pages.put("/", () -> Page.Answer.text(200, overview(banks)));
    return pages;
  }

  /** Records that cannot be written are no reason to restart: the limits go on. */
  private static Page.Answer healthz(Liveness liveness, Store store) {
    List<String> stuck = liveness.stuck();
    StoreHealth records = store.health();
    String also = !store.hasPlace() || records.up() ? "" : records.words() + "\n";
    return stuck.isEmpty()
        ? Page.Answer.text(200, "ok\n" + also)
        : Page.Answer.text(503, "no progress in: " + String.join(", ", stuck) + "\n" + also);
  }

  private static Page.Answer readyz(List<BankService> banks) {
    boolean ready = banks.stream().allMatch(BankService::ready);
    StringBuilder text = new StringBuilder();
    for (BankService bank : banks) {
      text.append(bank.name()).append(": ").append(Screen.line(bank.newest())).append('\n');
      bank.outputs().lines().forEach(line -> text.append(line).append('\n'));
    }
    return Page.Answer.text(ready ? 200 : 503, text.toString());
  }

  private static String overview(List<BankService> banks) {
    StringBuilder text = new StringBuilder();
    for (BankService bank : banks) {
      text.append(bank.name()).append('\n');
      Screen.full(bank.newest()).forEach(line -> text.append(line).append('\n'));
      text.append('\n').append(bank.newest().obedience()).append('\n');
      bank.outputs().lines().forEach(line -> text.append(line).append('\n'));
      text.append('\n');
    }
    return text.append("/metrics /healthz /readyz\n").toString();
  }
}
