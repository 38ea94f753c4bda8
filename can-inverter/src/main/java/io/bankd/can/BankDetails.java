package io.bankd.can;

import io.bankd.unit.Capacity;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What only some inverters are told, or only show: temperatures and cells, where they were found,
 * packs, capacity and energy. What nobody knows stays null, or zero where it is counted.
 *
 * @param <B> the builder itself
 */
abstract class BankDetails<B extends BankDetails<B>> {
  @Nullable Temperature temperature;
  @Nullable Temperature tmin;
  @Nullable Temperature tmax;
  @Nullable Voltage vmin;
  @Nullable Voltage vmax;
  @Nullable Position tminAt;
  @Nullable Position tmaxAt;
  @Nullable Position vminAt;
  @Nullable Position vmaxAt;
  int online;
  int blockCharge;
  int blockDischarge;
  int offline;
  Capacity installedCapacity = Capacity.ZERO;
  Capacity remainingCapacity = Capacity.ZERO;
  int cycles;
  @Nullable Long chargedWh;
  @Nullable Long dischargedWh;

  BankDetails() {}

  BankDetails(InverterMessage from) {
    temperature = from.temperature();
    tmin = from.tmin();
    tmax = from.tmax();
    vmin = from.vmin();
    vmax = from.vmax();
    tminAt = from.tminAt();
    tmaxAt = from.tmaxAt();
    vminAt = from.vminAt();
    vmaxAt = from.vmaxAt();
    online = from.online();
    blockCharge = from.blockCharge();
    blockDischarge = from.blockDischarge();
    offline = from.offline();
    installedCapacity = from.installedCapacity();
    remainingCapacity = from.remainingCapacity();
    cycles = from.cycles();
    chargedWh = from.chargedWh();
    dischargedWh = from.dischargedWh();
  }

  abstract B self();

  public B temperature(@Nullable Temperature temperature) {
    this.temperature = temperature;
    return self();
  }

  public B tmin(@Nullable Temperature tmin) {
    this.tmin = tmin;
    return self();
  }

  public B tmax(@Nullable Temperature tmax) {
    this.tmax = tmax;
    return self();
  }

  public B vmin(@Nullable Voltage vmin) {
    this.vmin = vmin;
    return self();
  }

  public B vmax(@Nullable Voltage vmax) {
    this.vmax = vmax;
    return self();
  }

  public B tminAt(@Nullable Position tminAt) {
    this.tminAt = tminAt;
    return self();
  }

  public B tmaxAt(@Nullable Position tmaxAt) {
    this.tmaxAt = tmaxAt;
    return self();
  }

  public B vminAt(@Nullable Position vminAt) {
    this.vminAt = vminAt;
    return self();
  }

  public B vmaxAt(@Nullable Position vmaxAt) {
    this.vmaxAt = vmaxAt;
    return self();
  }

  public B online(int online) {
    this.online = online;
    return self();
  }

  public B blockCharge(int blockCharge) {
    this.blockCharge = blockCharge;
    return self();
  }

  public B blockDischarge(int blockDischarge) {
    this.blockDischarge = blockDischarge;
    return self();
  }

  public B offline(int offline) {
    this.offline = offline;
    return self();
  }

  public B installedCapacity(Capacity installedCapacity) {
    this.installedCapacity = installedCapacity;
    return self();
  }

  public B remainingCapacity(Capacity remainingCapacity) {
    this.remainingCapacity = remainingCapacity;
    return self();
  }

  public B cycles(int cycles) {
    this.cycles = cycles;
    return self();
  }

  public B chargedWh(@Nullable Long chargedWh) {
    this.chargedWh = chargedWh;
    return self();
  }

  public B dischargedWh(@Nullable Long dischargedWh) {
    this.dischargedWh = dischargedWh;
    return self();
  }
}
