package io.bankd.obey;

import io.bankd.history.Figures;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the inverter stands with all it is told, and what is taken from the limits for it. */
public final class Obedience {
  final Lag lag;
  final Conduct charge;
  final Conduct discharge;
  final Conduct voltage;
  final SensorCheck charging;
  final SensorCheck discharging;
  final @Nullable Steady steady;
  final Duration round;
  final Set<Direction> dangers;
  final Unreached unreached;

  Obedience(
      Lag lag,
      Conduct charge,
      Conduct discharge,
      Conduct voltage,
      SensorCheck charging,
      SensorCheck discharging,
      @Nullable Steady steady,
      Duration round,
      Set<Direction> dangers,
      Unreached unreached) {
    this.lag = lag;
    this.charge = charge;
    this.discharge = discharge;
    this.voltage = voltage;
    this.charging = charging;
    this.discharging = discharging;
    this.steady = steady;
    this.round = round;
    this.dangers = Set.copyOf(dangers);
    this.unreached = unreached;
  }

  /** Of an inverter of which nothing is known, and that was told nothing before {@code now}. */
  public static Obedience start(Moment now) {
    Conduct obeying = Conduct.obeying(now);
    SensorCheck none = SensorCheck.NEW;
    return new Obedience(
        Lag.ASSUMED,
        obeying,
        obeying,
        obeying,
        none,
        none,
        null,
        Duration.ZERO,
        Set.of(),
        Unreached.NONE);
  }

  Conduct of(Way way) {
    return switch (way) {
      case CHARGE -> charge;
      case DISCHARGE -> discharge;
      case VOLTAGE -> voltage;
    };
  }

  private SensorCheck check(Direction way) {
    return way == Direction.CHARGE ? charging : discharging;
  }

  /** How late the inverter heeds what it is told, as learnt; 1…60 s. */
  public Duration lag() {
    return lag.time();
  }

  /**
   * Within what time disobedience is found: the lag, 4 s in which the excess must last, and twice
   * what the packs' readings are old now, once for it to be seen and once for it to be seen
   * through.
   */
  public Duration detection() {
    return lag.patience().plus(round).plus(round);
  }

  /** Within what time of an excess of charging the first lever is pulled. */
  public Duration leverAfter() {
    return lag.leverPatience().plus(round).plus(round);
  }

  public Stage stage(Way way) {
    return of(way).stage();
  }

  /** How often disobedience was found, over all restarts. */
  public long reports(Way way) {
    return of(way).reports();
  }

  /** What is measured beyond the limit now, mA or mV, explained by the lag or not; 0 inside. */
  public int excess(Way way) {
    return of(way).excess();
  }

  /** What the packs' sensors show of the inverter's current; 1 where they show no less. */
  public Ratio sensorRatio(Direction way) {
    return Ratio.ofBasisPoints(check(way).factor());
  }

  /** The ways in which a disobedient inverter does cells harm now. */
  public Set<Direction> dangers() {
    return dangers;
  }

  /** What may be told of a current limit; never more than it. */
  public Current most(Direction way, Current allowed) {
    long sensed = (long) allowed.milliamperes() * check(way).factor() / SensorCheck.EQUAL;
    int most = of(Way.of(way)).lever().most((int) sensed);
    int cap = way == Direction.CHARGE ? voltage.lever().cap() : most;
    return Current.ofMilliamperes(Math.min(most, cap));
  }

  /** The charge voltage that may be told; never more than {@code allowed}. */
  public Voltage most(Voltage allowed) {
    int ceiling = Math.min(charge.lever().ceiling(), voltage.lever().ceiling());
    return Voltage.ofMillivolts(Math.min(allowed.millivolts(), ceiling));
  }

  /** Why less is told than the packs allow, the rule and a sentence. */
  public record Why(String rule, String text) {}

  /** Why {@link #most(Direction, Current)} told less. */
  public Why why(Direction way) {
    return ObedienceWords.why(this, way);
  }

  /** Why {@link #most(Voltage)} told less. */
  public Why whyVoltage() {
    return ObedienceWords.whyVoltage();
  }

  /** In a sentence: “the inverter is taken to be 9 s late; …”. */
  @Override
  public String toString() {
    return ObedienceWords.of(this);
  }

  /** What must survive a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("lag", lag.figures())
        .with("charge", charge.figures())
        .with("discharge", discharge.figures())
        .with("voltage", voltage.figures())
        .with("charging", charging.figures())
        .with("discharging", discharging.figures());
  }

  /**
   * What was kept by {@link #figures}. What the inverter was told before is not known, so an excess
   * that goes on has to last anew; every lever stays where it was.
   */
  public static Obedience restored(Figures figures, Nameplate bank, Moment now) {
    return new Obedience(
        Lag.restored(figures.group("lag")),
        Conduct.restored(Way.CHARGE, figures.group("charge"), bank, now),
        Conduct.restored(Way.DISCHARGE, figures.group("discharge"), bank, now),
        Conduct.restored(Way.VOLTAGE, figures.group("voltage"), bank, now),
        SensorCheck.restored(figures.group("charging"), now),
        SensorCheck.restored(figures.group("discharging"), now),
        null,
        Duration.ZERO,
        EnumSet.noneOf(Direction.class),
        Unreached.NONE);
  }
}
