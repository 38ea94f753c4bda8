package io.bankd.daemon.metrics;

import io.bankd.bank.BankEnergy;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.life.LifeCounters;
import io.bankd.pack.PackId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of one bank: its limits and totals, and the rows of its packs. */
public final class BankMetrics {
  private final String bank;
  private final Supplier<BankSnapshot> newest;
  private final Supplier<BankSnapshot> snapshot = () -> this.scraped;
  private final PrometheusMeterRegistry registry;
  private final PackRows packs;

  /** What one scrape shows, so that its sums agree. */
  private volatile BankSnapshot scraped;

  /**
   * Registers the bank's meters.
   *
   * @param snapshot the newest; asked at each scrape, from the HTTP thread
   */
  BankMetrics(String bank, Supplier<BankSnapshot> snapshot, PrometheusMeterRegistry registry) {
    this.bank = bank;
    this.newest = snapshot;
    this.scraped = snapshot.get();
    this.registry = registry;
    this.packs = new PackRows(bank, registry);
    limits();
    totals();
    energy(
        "bank.charged.energy",
        "Energy that flowed in, in the bank's life; 3600000 J are 1 kWh",
        BankEnergy::chargedMilliwattHours);
    energy(
        "bank.discharged.energy",
        "Energy that flowed out, in the bank's life; 3600000 J are 1 kWh",
        BankEnergy::dischargedMilliwattHours);
    ObedienceMeters.register(bank, this.snapshot, registry);
    for (PackId pack : snapshot.get().packs().stream().map(view -> view.pack()).toList()) {
      cycles(pack);
      lived(pack);
    }
  }

  /** Makes the rows of the packs anew; called before each scrape. */
  void refresh() {
    scraped = newest.get();
    packs.replace(scraped);
  }

  private void limits() {
    gauge(
        "bank.charge.voltage.limit",
        "volts",
        "CVL told to the inverter",
        s -> s.limits().cvl().millivolts() / 1000.0);
    gauge(
        "bank.discharge.voltage.limit",
        "volts",
        "DVL told to the inverter",
        s -> s.limits().dvl().millivolts() / 1000.0);
    gauge(
        "bank.charge.current.limit",
        "amperes",
        "CCL told to the inverter",
        s -> s.limits().ccl().milliamperes() / 1000.0);
    gauge(
        "bank.discharge.current.limit",
        "amperes",
        "DCL told to the inverter, positive",
        s -> s.limits().dcl().milliamperes() / 1000.0);
    gauge(
        "bank.charge.enabled",
        "",
        "1 while the bank may be charged",
        s -> s.limits().chargeEnabled() ? 1 : 0);
    gauge(
        "bank.discharge.enabled",
        "",
        "1 while the bank may be discharged",
        s -> s.limits().dischargeEnabled() ? 1 : 0);
    gauge(
        "bank.charge.forced",
        "",
        "1 while the inverter is asked to charge from the grid",
        s -> s.limits().forceCharge() ? 1 : 0);
    for (BankPhase phase : BankPhase.values()) {
      String name = phase.name().toLowerCase(java.util.Locale.ROOT);
      Gauge.builder("bank.phase", snapshot, s -> s.get().phase() == phase ? 1 : 0)
          .description("1 for the phase the bank is in")
          .tags("bank", bank, "phase", name)
          .register(registry);
    }
  }

  private void totals() {
    total(
        "bank.voltage",
        "volts",
        "Mean voltage of the packs",
        t -> t.voltage().millivolts() / 1000.0);
    total(
        "bank.current",
        "amperes",
        "Sum of the packs' currents, positive while charging",
        t -> t.current().milliamperes() / 1000.0);
    total(
        "bank.soc",
        "ratio",
        "State of charge of the bank, 0 to 1: what is in it of what it can hold",
        t -> t.soc().fraction());
    total(
        "bank.cut.off.soc",
        "ratio",
        "State of charge for cut-off, 0 to 1: by the emptiest and the fullest pack",
        t -> t.cutOffSoc().fraction());
    total(
        "bank.told.soc",
        "ratio",
        "State of charge told to the inverter, 0 to 1",
        t -> t.toldSoc().fraction());
    total("bank.soh", "ratio", "State of health of the bank, 0 to 1", t -> t.soh().fraction());
    total(
        "bank.remaining.charge",
        "coulombs",
        "Remaining charge; 3600 C are 1 Ah",
        t -> t.remaining().coulombs());
    total(
        "bank.installed.charge",
        "coulombs",
        "Installed capacity; 3600 C are 1 Ah",
        t -> t.installed().coulombs());
    gauge("bank.packs.online", "", "Packs whose values are fresh or held", s -> online(s));
    gauge("bank.packs.offline", "", "Packs not heard", s -> s.packs().size() - online(s));
  }

  /** NaN, which is no value, where nothing is known yet or any more. */
  private void total(String name, String unit, String help, ToDoubleFunction<BankTotals> value) {
    gauge(
        name,
        unit,
        help,
        s -> {
          BankTotals totals = s.totals();
          boolean known = totals != null && s.phase() == BankPhase.RUNNING;
          return known ? value.applyAsDouble(totals) : Double.NaN;
        });
  }

  private void gauge(String name, String unit, String help, ToDoubleFunction<BankSnapshot> value) {
    Gauge.Builder<Supplier<BankSnapshot>> builder =
        Gauge.builder(name, snapshot, s -> value.applyAsDouble(s.get()))
            .description(help)
            .tags("bank", bank);
    if (!unit.isEmpty()) {
      builder.baseUnit(unit);
    }
    builder.register(registry);
  }

  private static long online(BankSnapshot snapshot) {
    return snapshot.packs().stream().filter(view -> view.phase().isOnline()).count();
  }

  private void energy(String name, String help, ToDoubleFunction<BankEnergy> milliwattHours) {
    FunctionCounter.builder(
            name,
            snapshot,
            s -> {
              BankEnergy energy = s.get().energy();
              return energy == null ? 0 : 3.6 * milliwattHours.applyAsDouble(energy);
            })
        .description(help)
        .baseUnit("joules")
        .tags("bank", bank)
        .register(registry);
  }

  /** A counter outlives the pack's silence, so it is no row. */
  private void cycles(PackId pack) {
    FunctionCounter.builder("bank.pack.cycles", snapshot, s -> cycles(s.get(), pack))
        .description("Charge cycles as the pack counts them")
        .tags(Tags.of("bank", bank, "pack", pack.toString()))
        .register(registry);
  }

  /* REC-2, as far as it only ever grows. */
  private void lived(PackId pack) {
    lived(
        pack,
        "bank.pack.charged",
        "coulombs",
        "Charge that flowed in, in the pack's life; 3600 C are 1 Ah",
        life -> 3.6 * life.chargedMilliampereHours());
    lived(
        pack,
        "bank.pack.discharged",
        "coulombs",
        "Charge that flowed out, in the pack's life; 3600 C are 1 Ah",
        life -> 3.6 * life.dischargedMilliampereHours());
    lived(
        pack,
        "bank.pack.charged.energy",
        "joules",
        "Energy that flowed in, in the pack's life; 3600000 J are 1 kWh",
        life -> 3.6 * life.chargedMilliwattHours());
    lived(
        pack,
        "bank.pack.discharged.energy",
        "joules",
        "Energy that flowed out, in the pack's life; 3600000 J are 1 kWh",
        life -> 3.6 * life.dischargedMilliwattHours());
    lived(
        pack,
        "bank.pack.above.current",
        "seconds",
        "Time above the continuous current",
        life -> life.aboveCurrent().toSeconds());
    lived(pack, "bank.pack.hot", "seconds", "Time above 50 °C", life -> life.hot().toSeconds());
    lived(
        pack,
        "bank.pack.cold.charging",
        "seconds",
        "Time charging below 5 °C",
        life -> life.coldCharging().toSeconds());
    lived(
        pack,
        "bank.pack.protections",
        "",
        "Protections that tripped",
        life -> life.protections().values().stream().mapToLong(Long::longValue).sum());
  }

  private void lived(
      PackId pack, String name, String unit, String help, ToDoubleFunction<LifeCounters> value) {
    FunctionCounter.Builder<Supplier<BankSnapshot>> builder =
        FunctionCounter.builder(
                name,
                snapshot,
                s ->
                    s.get().packs().stream()
                        .filter(view -> view.pack().equals(pack))
                        .mapToDouble(view -> value.applyAsDouble(view.life().counters()))
                        .findFirst()
                        .orElse(0))
            .description(help)
            .tags(Tags.of("bank", bank, "pack", pack.toString()));
    if (!unit.isEmpty()) {
      builder.baseUnit(unit);
    }
    builder.register(registry);
  }

  private static double cycles(BankSnapshot snapshot, PackId pack) {
    return snapshot.packs().stream()
        .filter(view -> view.pack().equals(pack))
        .map(view -> view.reading())
        .filter(java.util.Objects::nonNull)
        .mapToDouble(reading -> reading.cycles())
        .findFirst()
        .orElse(0);
  }
}
