package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.pace.PaceDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of questions that were met with silence. */
class LatecomersTest {
  private static final long MS = 1_000_000;

  /** A look at one of so many packs every 200 ms, for a day: nobody answers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 14})
  void packsThatStaySilentCostNoMemory(int packs) {
    Latecomers serial = longSilent(packs, BusTiming.serial(9600));
    assertThat(serial.count()).isBetween(1, 3_000 / 200 + 1);
    Latecomers tcp = longSilent(packs, BusTiming.tcp(9600));
    assertThat(tcp.count()).isBetween(1, 10_000 / 200 + 1);
  }

  private static Latecomers longSilent(int packs, BusTiming timing) {
    Latecomers latecomers = new Latecomers(new PaceDialect(), timing, BusListener.NONE);
    for (int look = 0; look < 400_000; look++) {
      int address = 2 + look % packs;
      PackQuestion question = new PackQuestion(PackAddress.of(address), Kind.ANALOG, true);
      latecomers.givenUp(question, address, look * 200 * MS);
    }
    return latecomers;
  }

  /** Of many packs one falls silent for good, and the others go on answering. */
  @Test
  void onePackThatStaysSilentCostsNoMemory() {
    Latecomers latecomers =
        new Latecomers(new PaceDialect(), BusTiming.serial(9600), BusListener.NONE);
    for (int round = 0; round < 100_000; round++) {
      PackQuestion look = new PackQuestion(PackAddress.of(3), Kind.ANALOG, true);
      latecomers.givenUp(look, 3, round * 700 * MS);
      latecomers.answered(2, (round * 700 + 300) * MS);
    }
    assertThat(latecomers.count()).isBetween(1, 3_000 / 700 + 1);
  }
}
