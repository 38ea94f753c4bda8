package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.obey.InverterReading;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackHearsay;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReport;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bank on the bench: packs that answer once a second unless silenced, and a controller that steps
 * four times a second.
 */
final class Bench {
  private static final long TICK = 250;

  final Map<Integer, TestPack> packs = new LinkedHashMap<>();
  final BankPolicy policy;
  final List<Event> events = new ArrayList<>();
  private final Set<Integer> silent = new HashSet<>();
  private final Set<Integer> doubted = new HashSet<>();
  private final Set<Integer> shared = new HashSet<>();
  private final BankController controller;
  private BankReadings readings = BankReadings.none();
  private @Nullable Current inverter;
  private long millis;
  BankSnapshot bank;

  Bench(int... addresses) {
    this(policy -> policy, addresses);
  }

  Bench(UnaryOperator<BankPolicy> setting, int... addresses) {
    List<PackId> ids = new ArrayList<>();
    for (int address : addresses) {
      packs.put(address, new TestPack(address));
      ids.add(PackId.of(address));
    }
    policy = setting.apply(BankPolicy.of(PackSpec.AM5000, ids));
    controller = new BankController(policy);
    bank = controller.start(Moment.ofMillis(0));
  }

  TestPack pack(int address) {
    return Objects.requireNonNull(packs.get(address));
  }

  Bench silence(int... addresses) {
    for (int address : addresses) {
      silent.add(address);
    }
    return this;
  }

  Bench wake(int... addresses) {
    for (int address : addresses) {
      silent.remove(address);
    }
    return this;
  }

  /** From now on the pack answers for its measurements what nobody can believe. */
  Bench doubt(int address) {
    doubted.add(address);
    return this;
  }

  /** From now on nobody knows whether it is this pack that answers at its address. */
  Bench share(int address) {
    shared.add(address);
    return this;
  }

  /** From now on its address is its own again. */
  Bench unshare(int address) {
    shared.remove(address);
    return this;
  }

  /** Lets time pass in which nobody does anything. */
  Bench leap(Duration time) {
    millis += time.toMillis();
    return this;
  }

  /** Lets time pass, with polls at whole seconds. */
  Bench run(double seconds) {
    long end = millis + Math.round(seconds * 1000);
    while (millis < end) {
      millis += TICK;
      if (millis % 1000 == 0) {
        poll();
      }
      step();
    }
    return this;
  }

  /** Lets time pass until something holds, at most two hours. */
  Bench runUntil(BooleanSupplier holds) {
    for (int second = 0; second < 7200 && !holds.getAsBoolean(); second++) {
      run(1);
    }
    return this;
  }

  /** An operator asks for something. */
  Bench command(BankCommand command) {
    bank = controller.command(bank, command, Moment.ofMillis(millis));
    events.addAll(bank.events());
    return this;
  }

  /** The daemon ends and begins again, with what it kept. */
  Bench restart() {
    readings = BankReadings.none();
    bank = controller.start(Moment.ofMillis(millis), bank.lives(), bank.figures());
    return this;
  }

  /** From now on the inverter tells with every poll what it measures itself. */
  Bench inverterMeasures(int milliamperes) {
    inverter = Current.ofMilliamperes(milliamperes);
    return this;
  }

  /** From now on no frame reaches the inverter. */
  Bench cutOff() {
    readings = readings.expecting(List.of("can0")).untold("can0", Moment.ofMillis(millis));
    return this;
  }

  /** Every pack that is not silent answers both questions now. */
  Bench poll() {
    packs.forEach(
        (address, pack) -> {
          if (shared.contains(address)) {
            readings =
                readings.with(
                    new PackHearsay(
                        PackId.of(address),
                        Moment.ofMillis(millis),
                        pack.reading(millis),
                        pack.status(millis)));
          } else if (!silent.contains(address)) {
            PackReport measured =
                doubted.contains(address)
                    ? new PackDoubt(PackId.of(address), Moment.ofMillis(millis), "cell 3 at 0 mV")
                    : pack.reading(millis);
            readings = readings.with(measured).with(pack.status(millis));
          }
        });
    Current measured = inverter;
    if (measured != null) {
      Moment now = Moment.ofMillis(millis);
      readings =
          readings.with("can0", new InverterReading(Voltage.ofMillivolts(53_000), measured, now));
    }
    return this;
  }

  /** The pack is asked for its serial number, and says that. */
  Bench says(int address, String serial) {
    millis += TICK;
    readings =
        readings.with(new PackIdentity(PackId.of(address), Moment.ofMillis(millis), "1", serial));
    return step();
  }

  Bench step() {
    bank = controller.step(bank, readings, Moment.ofMillis(millis));
    events.addAll(bank.events());
    return this;
  }

  /** Until every ramp has ended. */
  Bench settle() {
    return run(90);
  }

  int ccl() {
    return bank.limits().ccl().milliamperes();
  }

  int dcl() {
    return bank.limits().dcl().milliamperes();
  }

  int cvl() {
    return bank.limits().cvl().millivolts();
  }

  PackView view(int address) {
    return bank.packs().stream()
        .filter(view -> view.pack().equals(PackId.of(address)))
        .findFirst()
        .orElseThrow();
  }

  BankTotals totals() {
    return Objects.requireNonNull(bank.totals());
  }

  List<String> said() {
    return events.stream().map(Event::text).toList();
  }
}
