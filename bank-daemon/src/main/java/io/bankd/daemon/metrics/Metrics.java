package io.bankd.daemon.metrics;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.store.StoreHealth;
import io.bankd.daemon.tape.RecordingHealth;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything Prometheus can scrape; units are base units, label values never come off the wire. */
public final class Metrics {
  private static final Duration[] ROUND_TRIPS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(200),
    Duration.ofMillis(250),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofMillis(1000)
  };

  private record Bank(
      String name, String model, Supplier<BankSnapshot> snapshot, BankMetrics meters) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Bank> banks = new CopyOnWriteArrayList<>();
  private final Info packs;
  private final List<String[]> told = new ArrayList<>();

  public Metrics(String version) {
    var prometheus = registry.getPrometheusRegistry();
    Info.builder()
        .name("bank_build_info")
        .help("The running version")
        .labelNames("version", "java")
        .register(prometheus)
        .setLabelValues(version, Runtime.version().toString());
    packs =
        Info.builder()
            .name("bank_pack_info")
            .help("Who each pack says it is")
            .labelNames("bank", "pack", "model", "firmware", "serial")
            .register(prometheus);
  }

  /** Adds a bank; its values are asked of {@code snapshot} at each scrape. */
  public void bank(String name, String model, Supplier<BankSnapshot> snapshot) {
    banks.add(new Bank(name, model, snapshot, new BankMetrics(name, snapshot, registry)));
  }

  /** Counts a question to a pack by what came of it. */
  public void request(String bank, PackId pack, String result) {
    Counter.builder("bank.bus.requests")
        .description("Questions to a pack by result")
        .tags("bank", bank, "pack", pack.toString(), "result", result)
        .register(registry)
        .increment();
  }

  /** From the first character of the question to the last of the answer. */
  public void roundTrip(String bank, String bus, Duration time) {
    Timer.builder("bank.bus.round.trip")
        .description("Time from question to complete answer")
        .tags("bank", bank, "bus", bus)
        .serviceLevelObjectives(ROUND_TRIPS)
        .register(registry)
        .record(time);
  }

  /**
   * Counts something a bus noticed that no question explains, such as echo or a foreign request.
   */
  public void busFinding(String bank, String bus, String finding) {
    Counter.builder("bank.bus.findings")
        .description("Things heard on the bus that no question explains")
        .tags("bank", bank, "bus", bus, "finding", finding)
        .register(registry)
        .increment();
  }

  /** How long the last round of polling took, and how old data became in it; seconds. */
  public void busRound(
      String bank, String bus, DoubleSupplier took, DoubleSupplier analog, DoubleSupplier status) {
    Gauge.builder("bank.bus.round", took::getAsDouble)
        .description("Duration of the last round in which every pack was asked")
        .baseUnit("seconds")
        .tags("bank", bank, "bus", bus)
        .register(registry);
    worstAge(bank, bus, "measurements", analog);
    worstAge(bank, bus, "status", status);
  }

  /** How much longer than usual the slowest answer of the last round took; seconds. */
  public void heldUp(String bank, String bus, DoubleSupplier longer) {
    Gauge.builder("bank.bus.held.up", longer::getAsDouble)
        .description("How much longer than usual the slowest answer of the last round took")
        .baseUnit("seconds")
        .tags("bank", bank, "bus", bus)
        .register(registry);
  }

  /** How old the data of a pack could become that answers whenever it is asked; seconds. */
  public void ageBounds(String bank, String bus, DoubleSupplier analog, DoubleSupplier status) {
    ageBound(bank, bus, "measurements", analog);
    ageBound(bank, bus, "status", status);
  }

  /**
   * How old a pack's measurements can become in the worst case; seconds, endless for one that is
   * silent.
   */
  public void packAgeBound(String bank, PackId pack, DoubleSupplier bound) {
    Gauge.builder("bank.pack.age.bound", bound::getAsDouble)
        .description("No measurements of this pack get older while it answers; +Inf while silent")
        .baseUnit("seconds")
        .tags("bank", bank, "pack", pack.toString())
        .register(registry);
  }

  private void ageBound(String bank, String bus, String of, DoubleSupplier age) {
    Gauge.builder("bank.bus.age.bound", age::getAsDouble)
        .description("No data of a pack that answers gets older, whatever the other packs do")
        .baseUnit("seconds")
        .tags("bank", bank, "bus", bus, "of", of)
        .register(registry);
  }

  private void worstAge(String bank, String bus, String of, DoubleSupplier age) {
    Gauge.builder("bank.bus.worst.age", age::getAsDouble)
        .description("The oldest that any pack's data became in the last round, silent packs' too")
        .baseUnit("seconds")
        .tags("bank", bank, "bus", bus, "of", of)
        .register(registry);
  }

  /** A counter of frames on one CAN interface. */
  public Counter frames(String bank, String can, String direction, String result) {
    return Counter.builder("bank.can.frames")
        .description("CAN frames by direction and result")
        .tags("bank", bank, "interface", can, "direction", direction, "result", result)
        .register(registry);
  }

  /** A counter of values that were held or left out because nobody could mean them. */
  public Counter corrections(String bank, String can, String correction) {
    return Counter.builder("bank.can.corrections")
        .description("Sets in which a value was held towards safety or left out, by what was wrong")
        .tags("bank", bank, "interface", can, "correction", correction)
        .register(registry);
  }

  /** Whether something is wrong with a CAN output. */
  public void finding(String bank, String can, String finding, BooleanSupplier stands) {
    Gauge.builder("bank.can.finding", () -> stands.getAsBoolean() ? 1 : 0)
        .description("1 while this is wrong with the interface or its bus; the log has the words")
        .tags("bank", bank, "interface", can, "finding", finding)
        .register(registry);
  }

  /**
   * What an inverter was told last, its part of the bank's limits; NaN while it is told nothing.
   */
  public void told(String bank, String can, DoubleSupplier charge, DoubleSupplier discharge) {
    told(bank, can, "charge", charge);
    told(bank, can, "discharge", discharge);
  }

  private void told(String bank, String can, String way, DoubleSupplier amperes) {
    Gauge.builder("bank.inverter." + way + ".current.limit", amperes::getAsDouble)
        .description("What this inverter was told last, its part of the bank's limit")
        .baseUnit("amperes")
        .tags("bank", bank, "interface", can)
        .register(registry);
  }

  /** Whether the inverter on an interface has been heard of late. */
  public void inverterUp(String bank, String can, BooleanSupplier up) {
    Gauge.builder("bank.inverter.up", () -> up.getAsBoolean() ? 1 : 0)
        .description("1 while the inverter is heard on this interface")
        .tags("bank", bank, "interface", can)
        .register(registry);
  }

  /** How the records fare. */
  public void store(Supplier<StoreHealth> health) {
    Gauge.builder("bank.store.up", () -> health.get().up() ? 1 : 0)
        .description("1 while records reach the disk; control goes on without them")
        .register(registry);
    Gauge.builder("bank.store.events.waiting", () -> health.get().waiting())
        .description("Events not on the disk yet")
        .register(registry);
    // The registry holds what it asks weakly; it may go only with this.
    FunctionCounter.builder("bank.store.events.dropped", this, self -> health.get().dropped())
        .description("Events given up because they could not be written in time")
        .register(registry);
  }

  /** How the recording fares; NaN while it is off. */
  public void recording(Supplier<RecordingHealth> health) {
    Gauge.builder("bank.recording.up", () -> up(health.get()))
        .description("1 while what passes is recorded, 0 while it should be and the disk refuses")
        .register(registry);
    FunctionCounter.builder("bank.recording.lost", this, self -> health.get().lost())
        .description("Records that could not be written, since the start")
        .register(registry);
  }

  private static double up(RecordingHealth health) {
    return !health.on() ? Double.NaN : health.up() ? 1 : 0;
  }

  /** The page for Prometheus. */
  public synchronized String scrape() {
    told.forEach(packs::remove);
    told.clear();
    for (Bank bank : banks) {
      bank.meters.refresh();
      bank.snapshot.get().packs().forEach(view -> identity(bank, view.identity()));
    }
    return registry.scrape();
  }

  private void identity(Bank bank, @Nullable PackIdentity identity) {
    if (identity != null) {
      String[] labels = {
        bank.name, identity.pack().toString(), bank.model, identity.firmware(), identity.serial()
      };
      packs.addLabelValues(labels);
      told.add(labels);
    }
  }
}
