package io.bankd.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.history.Event;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file remembers of pack 3 over restarts, while packs are exchanged at its address. */
class ExchangedPackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final PackId THREE = PackId.of(3);

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private long second = 1;

  /* A run of the daemon in which pack 3 answers for a minute, and tells that serial. */
  private boolean isProtected(String serial, int lowestCell, int cellAfterwards) {
    try (Store store = Store.open(folder, 1_000)) {
      Restored kept = store.restored(PATIENCE);
      BankController controller =
          new BankController(BankPolicy.of(PackSpec.AM5000, List.of(THREE)));
      BankSnapshot bank =
          controller.start(
              Moment.ofMillis(1000 * second),
              kept.lives("house", List.of(THREE)),
              kept.figures("house"));
      BankReadings readings = BankReadings.none();
      for (int n = 0; n < 60; n++) {
        Moment now = Moment.ofMillis(1000 * ++second);
        readings = readings.with(reading(n < 20 ? lowestCell : cellAfterwards));
        if (n == 3 || n == 30) {
          readings = readings.with(new PackIdentity(THREE, now, "1.0", serial));
        }
        bank = controller.step(bank, readings, now);
        bank.events().forEach(event -> store.record("house", event));
        bank.events().stream()
            .filter(event -> event.rule().equals("exchanged"))
            .map(Event::text)
            .forEach(said::add);
      }
      store.keep("house", bank.lives(), bank.figures(), bank.at());
      return bank.packs().get(0).protections().contains(PackCondition.CELL_UNDER_VOLTAGE);
    }
  }

  private PackReading reading(int lowestCell) {
    int[] cells = new int[16];
    Arrays.fill(cells, 3300);
    cells[3] = lowestCell;
    Temperature room = Temperature.ofDegrees(23);
    return new PackReading(
        THREE,
        Moment.ofMillis(1000 * second),
        CellVoltages.ofMillivolts(cells),
        List.of(room, room, room, room),
        room,
        room,
        CellVoltages.ofMillivolts(cells).sum(),
        Current.ZERO,
        Capacity.ofMilliampereHours(50_000),
        Capacity.ofMilliampereHours(100_000),
        Capacity.ofMilliampereHours(100_000),
        20,
        null,
        null);
  }

  @Test
  void anotherPackIsNotItsPredecessorAndTheOneThatComesBackIs() {
    assertThat(isProtected("AM5000-0003", 2650, 3200)).isTrue();
    assertThat(isProtected("AM5000-0003", 3200, 3200)).as("a restart").isTrue();
    assertThat(isProtected("AM5000-0017", 3200, 3200)).as("another pack").isFalse();
    assertThat(isProtected("AM5000-0017", 3200, 3200)).isFalse();
    assertThat(isProtected("AM5000-0003", 3200, 3200)).as("the first again").isTrue();
    assertThat(said)
        .containsExactly(
            "pack 3 is another pack now: serial AM5000-0017 instead of AM5000-0003; it starts anew:"
                + " no counters, no locks, its charge not yet known",
            "pack 3 is another pack now: serial AM5000-0003 instead of AM5000-0017; it goes on with"
                + " what is known of it from before");
  }

  @Test
  void aPackWhoseFirmwareHasNoNumberKeepsItsLife() {
    assertThat(isProtected("", 2650, 3200)).isTrue();
    assertThat(isProtected("????????", 3200, 3200)).isTrue();
    assertThat(isProtected("0000000000", 3200, 3200)).isTrue();
    assertThat(said).isEmpty();
  }
}
