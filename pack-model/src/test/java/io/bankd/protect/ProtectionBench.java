package io.bankd.protect;

import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;

/** One pack's protection table on the bench: what it is told, where it stands, what it says. */
final class ProtectionBench {
  final List<Event> log = new ArrayList<>();
  ProtectionState state = ProtectionState.NEW;
  private ProtectionMonitor monitor = new ProtectionMonitor(PackSpec.AM5000.protections());

  void read(long millis, TestPack pack) {
    take(monitor.step(state, pack.reading(millis)));
  }

  void status(long millis, TestPack pack) {
    take(monitor.status(state, pack.status(millis)));
  }

  void reset(long millis) {
    take(state.reset(PackId.of(7), Moment.ofMillis(millis)));
  }

  void restart() {
    state = ProtectionState.restored(state.figures(), PackSpec.AM5000.protections());
  }

  /** Goes on under other figures. */
  void rules(List<ProtectionRule> rules) {
    monitor = new ProtectionMonitor(rules);
  }

  Level level(String id) {
    return state.of(rule(id)).level();
  }

  int row(String id) {
    return state.of(rule(id)).trips().count();
  }

  /** “PROT-1 the whole sentence”, all of them so far. */
  List<String> said() {
    return log.stream().map(event -> event.rule() + " " + event.text()).toList();
  }

  static ProtectionRule rule(String id) {
    return PackSpec.AM5000.protections().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** A pack with the rule's quantity set; the figures leave every other quantity healthy. */
  static TestPack pack(ProtectionRule rule, int value) {
    TestPack pack = new TestPack(7);
    return switch (rule.quantity()) {
      case HIGHEST_CELL, LOWEST_CELL -> pack.cell(12, value);
      case PACK_VOLTAGE -> pack.voltage(value);
      case CHARGE_CURRENT -> pack.milliamperes(value);
      case DISCHARGE_CURRENT -> pack.milliamperes(-value);
      case HOTTEST_CELL, COLDEST_CELL -> pack.decidegrees(230, value);
      case ENVIRONMENT -> pack.environment(value);
      case SOC -> pack.soc(value);
    };
  }

  private void take(Step<ProtectionState> step) {
    log.addAll(step.events());
    state = step.state();
  }
}
