package io.bankd.can;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link InverterMessage} by name. What is not set offers nothing: no current, no enable
 * bit, no alarm; CVL, DVL, SOC and voltage have no harmless default and must be given.
 */
public final class InverterMessageBuilder extends BankDetails<InverterMessageBuilder> {
  private @Nullable Voltage cvl;
  private @Nullable Voltage dvl;
  private Current ccl = Current.ZERO;
  private Current dcl = Current.ZERO;
  private @Nullable Ratio soc;
  private Ratio soh = Ratio.ONE;
  private @Nullable Voltage voltage;
  private Current current = Current.ZERO;
  private boolean chargeEnabled;
  private boolean dischargeEnabled;
  private boolean forceCharge1;
  private boolean forceCharge2;
  private boolean fullChargeRequest;
  private Set<PackCondition> alarms = Set.of();
  private Set<PackCondition> warnings = Set.of();

  InverterMessageBuilder() {}

  InverterMessageBuilder(InverterMessage from) {
    super(from);
    cvl = from.cvl();
    dvl = from.dvl();
    ccl = from.ccl();
    dcl = from.dcl();
    soc = from.soc();
    soh = from.soh();
    voltage = from.voltage();
    current = from.current();
    chargeEnabled = from.chargeEnabled();
    dischargeEnabled = from.dischargeEnabled();
    forceCharge1 = from.forceCharge1();
    forceCharge2 = from.forceCharge2();
    fullChargeRequest = from.fullChargeRequest();
    alarms = from.alarms();
    warnings = from.warnings();
  }

  public InverterMessageBuilder cvl(Voltage cvl) {
    this.cvl = cvl;
    return this;
  }

  public InverterMessageBuilder dvl(Voltage dvl) {
    this.dvl = dvl;
    return this;
  }

  public InverterMessageBuilder ccl(Current ccl) {
    this.ccl = ccl;
    return this;
  }

  public InverterMessageBuilder dcl(Current dcl) {
    this.dcl = dcl;
    return this;
  }

  public InverterMessageBuilder soc(Ratio soc) {
    this.soc = soc;
    return this;
  }

  public InverterMessageBuilder soh(Ratio soh) {
    this.soh = soh;
    return this;
  }

  public InverterMessageBuilder voltage(Voltage voltage) {
    this.voltage = voltage;
    return this;
  }

  public InverterMessageBuilder current(Current current) {
    this.current = current;
    return this;
  }

  public InverterMessageBuilder chargeEnabled(boolean chargeEnabled) {
    this.chargeEnabled = chargeEnabled;
    return this;
  }

  public InverterMessageBuilder dischargeEnabled(boolean dischargeEnabled) {
    this.dischargeEnabled = dischargeEnabled;
    return this;
  }

  public InverterMessageBuilder forceCharge1(boolean forceCharge1) {
    this.forceCharge1 = forceCharge1;
    return this;
  }

  public InverterMessageBuilder forceCharge2(boolean forceCharge2) {
    this.forceCharge2 = forceCharge2;
    return this;
  }

  public InverterMessageBuilder fullChargeRequest(boolean fullChargeRequest) {
    this.fullChargeRequest = fullChargeRequest;
    return this;
  }

  public InverterMessageBuilder alarms(Set<PackCondition> alarms) {
    this.alarms = alarms;
    return this;
  }

  public InverterMessageBuilder warnings(Set<PackCondition> warnings) {
    this.warnings = warnings;
    return this;
  }

  @Override
  InverterMessageBuilder self() {
    return this;
  }

  /** Adds what an alarm heard in a frame stands for. */
  InverterMessageBuilder also(AlarmHalf half, InverterAlarm alarm) {
    return also(half, alarm.plainest());
  }

  InverterMessageBuilder also(AlarmHalf half, PackCondition condition) {
    Set<PackCondition> more = EnumSet.of(condition);
    more.addAll(half == AlarmHalf.ALARMS ? alarms : warnings);
    return half == AlarmHalf.ALARMS ? alarms(more) : warnings(more);
  }

  /** Whether the three values without a harmless default, and the voltage, were given. */
  boolean complete() {
    return cvl != null && dvl != null && soc != null && voltage != null;
  }

  /**
   * The message.
   *
   * @throws IllegalStateException when CVL, DVL, SOC or the voltage was never given: a zero in
   *     their place makes inverters discharge at full power or shut down
   */
  public InverterMessage build() {
    return new InverterMessage(
        given(cvl, "cvl"),
        given(dvl, "dvl"),
        ccl,
        dcl,
        given(soc, "soc"),
        soh,
        given(voltage, "voltage"),
        current,
        temperature,
        tmin,
        tmax,
        vmin,
        vmax,
        tminAt,
        tmaxAt,
        vminAt,
        vmaxAt,
        online,
        blockCharge,
        blockDischarge,
        offline,
        installedCapacity,
        remainingCapacity,
        cycles,
        chargedWh,
        dischargedWh,
        chargeEnabled,
        dischargeEnabled,
        forceCharge1,
        forceCharge2,
        fullChargeRequest,
        alarms,
        warnings);
  }

  private static <T> T given(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("a message to the inverter needs its " + name);
    }
    return value;
  }
}
