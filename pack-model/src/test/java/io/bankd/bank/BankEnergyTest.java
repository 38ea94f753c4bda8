package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What went through the bank in its life: it never falls. */
class BankEnergyTest {
  private static final long WATT_HOUR = 1000;

  private final Bench bench = new Bench(2, 3).settle();

  private static BankEnergy energy(BankSnapshot bank) {
    return Objects.requireNonNull(bank.energy());
  }

  private long charged() {
    return energy(bench.bank).chargedMilliwattHours();
  }

  /* Two packs at 52.8 V and 20 A for an hour. */
  private void chargeForAnHour() {
    bench.packs.values().forEach(pack -> pack.milliamperes(20_000));
    bench.run(3600);
  }

  /* As after a restart with these packs in the configuration. */
  private static BankSnapshot begunAnew(
      Map<PackId, Figures> lives, Figures bank, Integer... addresses) {
    List<PackId> packs = List.of(addresses).stream().map(PackId::of).toList();
    BankPolicy policy = BankPolicy.of(PackSpec.AM5000, packs);
    return new BankController(policy).start(Moment.ofMillis(9_000_000), lives, bank);
  }

  @Test
  void isTheSumOfThePacks() {
    chargeForAnHour();
    assertThat(charged()).isBetween(2110 * WATT_HOUR, 2114 * WATT_HOUR);
    assertThat(energy(bench.bank).dischargedMilliwattHours()).isZero();
  }

  @Test
  void isNotKnownOfABankInWhichNobodyWasEverHeard() {
    assertThat(begunAnew(Map.of(), Figures.NONE, 2, 3).energy()).isNull();
  }

  @Test
  void aPackThatIsLostKeepsWhatItCounted() {
    chargeForAnHour();
    long before = charged();
    bench.silence(3).run(60);
    assertThat(charged()).isGreaterThan(before);
  }

  @Test
  void aPackTakenOutOfTheConfigurationLeavesItsPart() {
    chargeForAnHour();
    BankSnapshot fewer = begunAnew(bench.bank.lives(), bench.bank.figures(), 2);
    assertThat(energy(fewer)).isEqualTo(energy(bench.bank));
    assertThat(fewer.figures().group("energy")).isEqualTo(bench.bank.figures().group("energy"));
  }

  @Test
  void aPackPutBackIsNotCountedTwice() {
    chargeForAnHour();
    BankSnapshot fewer = begunAnew(bench.bank.lives(), bench.bank.figures(), 2);
    Map<PackId, Figures> lives = new HashMap<>(bench.bank.lives());
    lives.putAll(fewer.lives());
    assertThat(energy(begunAnew(lives, fewer.figures(), 2, 3))).isEqualTo(energy(bench.bank));
  }

  @Test
  void anExchangedPackLeavesItsPartAndIsNotCountedTwiceWhenItComesBack() {
    bench.says(2, "AM5000-0002").says(3, "AM5000-0003").says(3, "AM5000-0003");
    chargeForAnHour();
    BankEnergy before = energy(bench.bank);
    bench.packs.values().forEach(pack -> pack.milliamperes(0));
    bench.silence(3).run(20).wake(3).run(2);
    bench.says(3, "AM5000-0017").says(3, "AM5000-0017").run(5);
    assertThat(bench.view(3).life().counters().chargedMilliwattHours()).isZero();
    assertThat(charged()).isBetween(before.chargedMilliwattHours(), 2115 * WATT_HOUR);
    bench.restart().run(20);
    assertThat(charged()).isBetween(before.chargedMilliwattHours(), 2115 * WATT_HOUR);
    bench.silence(3).run(20).wake(3).run(2);
    bench.says(3, "AM5000-0003").says(3, "AM5000-0003").run(5);
    assertThat(bench.view(3).life().counters().chargedMilliwattHours()).isPositive();
    assertThat(charged()).isBetween(before.chargedMilliwattHours(), 2115 * WATT_HOUR);
  }

  @Test
  void goesOnAfterARestart() {
    chargeForAnHour();
    BankEnergy before = energy(bench.bank);
    bench.restart();
    assertThat(energy(bench.bank)).isEqualTo(before);
    bench.settle().run(60);
    assertThat(charged()).isGreaterThan(before.chargedMilliwattHours());
  }

  @Test
  void ofABankWhoseOwnFigureIsLostThePacksTellTheirs() {
    chargeForAnHour();
    assertThat(energy(begunAnew(bench.bank.lives(), Figures.NONE, 2, 3)))
        .isEqualTo(energy(bench.bank));
  }

  @Property
  void nonsenseNeitherFallsBelowThePacksNorRisesBeyondTheWire(
      @ForAll long charged, @ForAll long discharged) {
    Figures life =
        Figures.NONE
            .with("life.at", 5)
            .with("life.charged.mah", 1000)
            .with("life.charged.mwh", 52_000);
    Figures kept =
        Figures.NONE.with("energy.charged-mwh", charged).with("energy.discharged-mwh", discharged);
    BankEnergy energy = energy(begunAnew(Map.of(PackId.of(2), life), kept, 2));
    assertThat(energy.chargedMilliwattHours()).isBetween(52_000L, 0xFFFF_FFFFL * 100_000);
    assertThat(energy.dischargedMilliwattHours()).isBetween(0L, 0xFFFF_FFFFL * 100_000);
  }
}
