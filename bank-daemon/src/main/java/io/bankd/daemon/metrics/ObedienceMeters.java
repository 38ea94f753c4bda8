package io.bankd.daemon.metrics;

import io.bankd.bank.BankSnapshot;
import io.bankd.obey.Obedience;
import io.bankd.obey.Way;
import io.bankd.pack.Direction;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of how the inverter heeds what it is told (BANK-8). */
final class ObedienceMeters {
  private final String bank;
  private final Supplier<BankSnapshot> snapshot;
  private final MeterRegistry registry;

  private ObedienceMeters(String bank, Supplier<BankSnapshot> snapshot, MeterRegistry registry) {
    this.bank = bank;
    this.snapshot = snapshot;
    this.registry = registry;
  }

  static void register(String bank, Supplier<BankSnapshot> snapshot, MeterRegistry registry) {
    ObedienceMeters meters = new ObedienceMeters(bank, snapshot, registry);
    meters.times();
    for (Way way : Way.values()) {
      meters.way(way);
    }
    for (Direction way : Direction.values()) {
      meters.gauge(
          "bank.sensor.ratio",
          "ratio",
          "What the packs measure of the inverter's current, where that is less; else 1",
          Tags.of("direction", way.name().toLowerCase(Locale.ROOT)),
          o -> o.sensorRatio(way).fraction());
    }
  }

  private void times() {
    gauge(
        "bank.inverter.lag",
        "seconds",
        "How late the inverter heeds a lower limit, as learnt",
        Tags.empty(),
        o -> o.lag().toMillis() / 1000.0);
    gauge(
        "bank.disobedience.detection",
        "seconds",
        "Within what time disobedience would be found now",
        Tags.empty(),
        o -> o.detection().toMillis() / 1000.0);
  }

  private void way(Way way) {
    Tags limit = Tags.of("limit", name(way));
    gauge(
        "bank.disobeyed",
        "",
        "1 while the inverter does not keep this limit, or did not until just now",
        limit,
        o -> o.stage(way).isDisobedient() ? 1 : 0);
    gauge(
        "bank.obedience.lever",
        "",
        "1 while less is told because this limit was not kept",
        limit,
        o -> o.stage(way).pullsALever() ? 1 : 0);
    boolean volts = way == Way.VOLTAGE;
    gauge(
        volts ? "bank.excess.voltage" : "bank.excess.current",
        volts ? "volts" : "amperes",
        "Measured beyond what the packs allow, its lag not yet considered",
        volts ? Tags.empty() : Tags.of("direction", name(way).substring(0, name(way).indexOf('-'))),
        o -> o.excess(way) / 1000.0);
    FunctionCounter.builder("bank.disobediences", snapshot, s -> s.get().obedience().reports(way))
        .description("How often it was found that the inverter does not keep this limit")
        .tags(limit.and("bank", bank))
        .register(registry);
  }

  private static String name(Way way) {
    return switch (way) {
      case CHARGE -> "charge-current";
      case DISCHARGE -> "discharge-current";
      case VOLTAGE -> "charge-voltage";
    };
  }

  private void gauge(
      String name, String unit, String help, Tags tags, ToDoubleFunction<Obedience> value) {
    Gauge.Builder<Supplier<BankSnapshot>> builder =
        Gauge.builder(name, snapshot, s -> value.applyAsDouble(s.get().obedience()))
            .description(help)
            .tags(tags.and("bank", bank));
    if (!unit.isEmpty()) {
      builder.baseUnit(unit);
    }
    builder.register(registry);
  }
}
