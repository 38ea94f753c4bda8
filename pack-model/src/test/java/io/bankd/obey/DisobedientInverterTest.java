package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Inverters that do not obey, each against simulated packs and the whole controller. */
class DisobedientInverterTest {
  private static final int PACKS = 6;

  /* Steps are a quarter of a second, and the first excess is seen one step late. */
  private static final double STEPS = 1;

  private String name = "";
  private ObedienceLoop loop = new ObedienceLoop(1, 0.5, 23, new SmallInverter());

  @BeforeEach
  void name(TestInfo info) {
    name = info.getDisplayName();
  }

  @AfterEach
  void print() {
    System.out.printf(
        "%-50s cells %.3f…%.3f V, CVL %.2f…%.2f V%n",
        name,
        loop.lowestCell / 1000.0,
        loop.highestCell / 1000.0,
        loop.lowestCvl / 1000.0,
        loop.highestCvl / 1000.0);
    loop.obedience()
        .forEach(
            event ->
                System.out.println(
                    "    " + event.at().nanos() / 1_000_000_000 + " s " + event.text()));
    assertThat(loop.lowestCvl).isGreaterThanOrEqualTo(44_800);
    assertThat(loop.highestCvl).isLessThanOrEqualTo(57_600);
  }

  private double detection() {
    return loop.snapshot.obedience().detection().toMillis() / 1000.0 + STEPS;
  }

  private double lever() {
    return loop.snapshot.obedience().leverAfter().toMillis() / 1000.0 + STEPS;
  }

  @Test
  void ignoresThatChargingIsForbidden() {
    loop = new ObedienceLoop(PACKS, 0.5, 56, new SmallInverter().late(1).deafToCcl());
    loop.run(60, s -> 0);
    assertThat(loop.snapshot.limits().ccl()).as("too hot to charge").isEqualTo(Current.ZERO);
    assertThat(loop.secondsUntil("where 0.000 A are allowed", 60, s -> 150))
        .isLessThan(detection());
    assertThat(loop.secondsUntil("charge voltage is pulled back", 100, s -> 150))
        .isLessThan(lever());
    loop.run(120, s -> 150);
    assertThat(loop.current()).as("the voltage is heeded").isLessThan(0.025 * 300);
    assertThat(loop.inverter.amperes).as("and the bank is not dumped").isGreaterThan(-1);
  }

  @Test
  void ignoresTheChargeVoltage() {
    loop = new ObedienceLoop(PACKS, 0.97, 23, new SmallInverter().late(1).chargingTo(57.6));
    loop.run(60, s -> 0);
    loop.run(1200, s -> 240);
    assertThat(loop.highestCell).isLessThan(3600);
    assertThat(loop.events).noneMatch(event -> event.text().contains("protection"));
  }

  @Test
  void ignoresTheChargeVoltageOfABankThatMayBeCharged() {
    loop = new ObedienceLoop(PACKS, 0.97, 23, new SmallInverter().late(1).chargingTo(57.6));
    loop.run(60, s -> 0);
    double found = loop.secondsUntil("the bank is charged at", 1800, s -> 160);
    assertThat(found).isNotNaN();
    loop.run(300, s -> 160);
    assertThat(loop.highestCell).isLessThan(3600);
  }

  @Test
  void ignoresEverythingAndCharges() {
    loop = new ObedienceLoop(15, 0.9, 23, new SmallInverter().deafToCcl().chargingTo(60));
    loop.run(90, s -> 0);
    assertThat(loop.secondsUntil("the bank is charged with", 60, s -> 900)).isLessThan(detection());
    assertThat(loop.secondsUntil("charge voltage is pulled back", 100, s -> 900))
        .isLessThan(lever());
    assertThat(loop.secondsUntil("charging is told to stop", 100, s -> 900)).isNotNaN();
    assertThat(loop.toldToStopCharging).isTrue();
    assertThat(loop.secondsUntil("switch it off", 300, s -> 900)).isNotNaN();
    loop.run(300, s -> 900);
    assertThat(loop.highestCell).as("the packs open by themselves").isLessThan(3760);
  }

  @Test
  void ignoresTheDischargeLimit() {
    loop = new ObedienceLoop(PACKS, 0.5, 52, new SmallInverter().deafToDcl());
    loop.run(90, s -> 0);
    int dcl = loop.snapshot.limits().dcl().milliamperes();
    assertThat(dcl).as("derated by the heat").isBetween(1, 150_000);
    assertThat(loop.secondsUntil("the bank is discharged with", 60, s -> -300))
        .isLessThan(detection());
    assertThat(loop.secondsUntil("discharging is told to stop", 100, s -> -300))
        .isLessThan(lever());
    assertThat(loop.snapshot.limits().dischargeEnabled()).isFalse();
    assertThat(loop.snapshot.limits().dclReason().text())
        .startsWith("the inverter does not keep the discharge limits: told to stop");
    loop.run(10, s -> 0);
    assertThat(loop.snapshot.alarms()).doesNotContain(PackCondition.DISCHARGE_OVER_CURRENT);
    loop.run(400, s -> -30);
    assertThat(loop.snapshot.limits().dischargeEnabled()).as("it is tried again").isTrue();
  }

  @Test
  void takesATenthMoreThanItIsTold() {
    loop = new ObedienceLoop(PACKS, 0.5, 23, new SmallInverter().late(2).gain(1.1));
    loop.run(60, s -> s % 40 < 20 ? 360 : -360);
    loop.run(200, s -> 360);
    double allowed = 1.03 * loop.policy.nominalCurrent().milliamperes() / 1000;
    assertThat(loop.snapshot.obedience().stage(Way.CHARGE)).isEqualTo(Stage.TRIMMED);
    assertThat(loop.current()).isLessThan(allowed);
    assertThat(loop.snapshot.limits().cclReason().rule()).isEqualTo("obedience");
    assertThat(loop.obedience()).noneMatch(event -> event.text().contains("pulled back"));
  }

  @Test
  void isOnlySlow() {
    loop = new ObedienceLoop(PACKS, 0.5, 23, new SmallInverter().late(45));
    loop.run(1200, s -> s % 200 < 100 ? 360 : -360);
    assertThat(loop.obedience()).noneMatch(event -> event.text().contains("pulled"));
    assertThat(loop.snapshot.obedience().stage(Way.CHARGE).pullsALever()).isFalse();
    assertThat(loop.snapshot.obedience().stage(Way.DISCHARGE).pullsALever()).isFalse();
  }

  @Test
  void stepsFromFullChargeToFullDischarge() {
    loop = new ObedienceLoop(PACKS, 0.6, 23, new SmallInverter().late(5));
    loop.run(500, s -> s % 74 < 37 ? 400 : -400);
    assertThat(loop.obedience()).isEmpty();
  }
}
