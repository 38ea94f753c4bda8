package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.ForcedCharge;
import io.bankd.can.CanDialect;
import io.bankd.can.InverterMessage;
import io.bankd.can.Portion;
import io.bankd.can.dialect.Dialects;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
