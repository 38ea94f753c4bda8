package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.ForcedCharge;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.Portion;
import io.bankd.can.dialect.Dialects;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an inverter reads when the bank asks to be charged. */
class AnnouncementTest {
  private static final BankPolicy POLICY =
      BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2), PackId.of(3)));
  private static final Moment NOW = Moment.ofMillis(100_000);
  private static final BankSnapshot HEALTHY = SampleBank.running(POLICY, NOW);

  /** Bit 7 and 6: charge and discharge allowed; 5: at once; 4: soon. */
  @ParameterizedTest
  @CsvSource({
    "pylon12, 0x35C, NONE, C0",
    "pylon12, 0x35C, SOON, D0",
    "pylon12, 0x35C, NOW, F0",
    "luxpower, 0x35C, SOON, D0",
    "luxpower, 0x35C, NOW, F0",
    "growatt_lv, 0x319, NONE, C0",
    "growatt_lv, 0x319, SOON, F0",
    "growatt_lv, 0x319, NOW, F0",
    "victron, 0x360, NONE, 00",
    "victron, 0x360, SOON, FF",
    "sofar_lv, 0x30F, NOW, 01",
  })
  void chargeIsAskedForAsUrgentlyAsTheDialectCan(
      String name, String id, ForcedCharge forced, String firstByte) {
    CanDialect dialect = Dialects.named(name).orElseThrow();
    CanWords words = new CanWords(POLICY, dialect, Portion.WHOLE);
    InverterMessage message =
        Objects.requireNonNull(words.at(SampleBank.asking(HEALTHY, forced), NOW).message());
    assertThat(dialect.encode(message))
        .filteredOn(frame -> frame.id() == Integer.decode(id))
        .allSatisfy(frame -> assertThat(frame.hex()).startsWith(firstByte))
        .hasSize(1);
  }

  /** An hour at 20 A and 52.8 V, 1056 Wh a pack, of two packs: 2.1 kWh. */
  @ParameterizedTest
  @ValueSource(strings = {"victron", "byd_lv"})
  void theEnergyOfItsLifeIsToldOnceThereIsOne(String name) {
    Moment now = Moment.ofMillis(0);
    BankController controller = new BankController(POLICY);
    BankSnapshot bank = controller.start(now);
    assertThat(bank.energy()).isNull();
    BankReadings heard = BankReadings.none();
    for (int second = 0; second <= 3600; second++) {
      now = Moment.ofMillis(second * 1000L);
      for (PackId pack : POLICY.packs()) {
        heard = heard.with(SampleBank.reading(pack, now, Current.ofAmperes(20)));
      }
      bank = controller.step(bank, heard, now);
    }
    CanDialect dialect = Dialects.named(name).orElseThrow();
    InverterMessage message = Objects.requireNonNull(Announcement.of(bank));
    assertThat(dialect.encode(message))
        .extracting(CanFrame::toString)
        .contains("378#1500000000000000");
    BankSnapshot unknown = SampleBank.forgetful(HEALTHY);
    assertThat(dialect.encode(Objects.requireNonNull(Announcement.of(unknown))))
        .extracting(CanFrame::id)
        .doesNotContain(0x378);
  }
}
