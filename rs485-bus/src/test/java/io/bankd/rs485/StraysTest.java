package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import org.junit.jupiter.api.Test;

/** Who talks without being asked. */
class StraysTest {
  @Test
  void aPackThatBabblesForYearsIsNamedAndCostsNoMemory() {
    Strays strays = new Strays();
    for (int question = 0; question < 100_000; question++) {
      strays.heard(9);
      strays.asked(PackAddress.of(2 + question % 5), true, true);
    }
    assertThat(strays.babbling()).containsExactly(9);
    assertThat(strays.count()).isLessThan(20);
  }
}
