package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.obey.InverterReading;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankReadingsTest {
  private final TestPack pack = new TestPack(2);

  @Test
  void keepsTheLastOfEachKindAndPack() {
    PackIdentity identity = new PackIdentity(PackId.of(2), Moment.ofMillis(5), "V1", "A1");
    BankReadings readings =
        BankReadings.none()
            .with(pack.reading(1))
            .with(pack.reading(2))
            .with(pack.status(3))
            .with(identity)
            .with(new TestPack(3).reading(4));
    assertThat(readings.reading(PackId.of(2))).isEqualTo(pack.reading(2));
    assertThat(readings.status(PackId.of(2))).isEqualTo(pack.status(3));
    assertThat(readings.identity(PackId.of(2))).isEqualTo(identity);
    assertThat(readings.status(PackId.of(3))).isNull();
  }

  @Test
  void aReportThatComesLateDoesNotReplaceANewerOne() {
    BankReadings readings = BankReadings.none().with(pack.reading(2)).with(pack.reading(1));
    assertThat(readings.reading(PackId.of(2))).isEqualTo(pack.reading(2));
  }

  @Test
  void isNotChangedByWhatIsAddedToIt() {
    BankReadings before = BankReadings.none().with(pack.reading(1));
    before.with(pack.reading(2));
    assertThat(before.reading(PackId.of(2))).isEqualTo(pack.reading(1));
  }

  @Test
  void severalInvertersAreOneOnlyOnceEachHasTold() {
    InverterReading first =
        new InverterReading(
            Voltage.ofMillivolts(53_000), Current.ofAmperes(40), Moment.ofMillis(9));
    InverterReading second =
        new InverterReading(
            Voltage.ofMillivolts(53_200), Current.ofAmperes(-10), Moment.ofMillis(7));
    BankReadings readings =
        BankReadings.none().expecting(List.of("can0", "can1")).with("can0", first);
    assertThat(readings.inverter()).isNull();
    assertThat(readings.with("can1", second).with(pack.reading(1)).inverter())
        .isEqualTo(
            new InverterReading(
                Voltage.ofMillivolts(53_200), Current.ofAmperes(30), Moment.ofMillis(7)));
    assertThat(BankReadings.none().with("can0", first).with("can0", second).inverter())
        .as("a late one")
        .isEqualTo(first);
  }

  @Test
  void theBankIsCutOffOnceNoneOfItsInvertersCanBeTold() {
    BankReadings two = BankReadings.none().expecting(List.of("can0", "can1"));
    BankReadings one = two.untold("can0", Moment.ofMillis(5000));
    assertThat(one.untoldSince()).as("the other hears").isNull();
    BankReadings none = one.untold("can1", Moment.ofMillis(9000)).with(pack.reading(1));
    assertThat(none.untoldSince()).isEqualTo(Moment.ofMillis(9000));
    assertThat(none.untold("can0", null).untoldSince()).isNull();
    assertThat(BankReadings.none().untold("can0", Moment.ofMillis(1)).untoldSince())
        .as("a bank without outputs tells nobody, and blames nobody")
        .isNull();
  }
}
