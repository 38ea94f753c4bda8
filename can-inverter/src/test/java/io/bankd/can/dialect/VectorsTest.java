package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured and every golden frame of our dialects. */
class VectorsTest {
  static Stream<Vectors.Vector> all() {
    return Vectors.all();
  }

  static Stream<Vectors.Vector> golden() {
    return Vectors.golden();
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysExactlyWhatTheVectorSays(Vectors.Vector vector) {
    assertThat(dialect(vector).decode(vector.frame())).contains(vector.decoded());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isSentForItsBankState(Vectors.Vector vector) {
    InverterMessage message = Vectors.message(vector.bankState());
    List<CanFrame> sameId =
        dialect(vector).encode(message).stream()
            .filter(frame -> frame.id() == vector.frame().id())
            .toList();
    assertThat(sameId).containsExactly(vector.frame());
  }

  @Test
  void theFileHoldsWhatItShould() {
    assertThat(Vectors.all()).hasSize(429);
    assertThat(Vectors.golden()).hasSize(340);
  }

  /** As a burst of real packs was recorded; others begin with 0x359, and then limits are later. */
  @Test
  void pylonSendsItsSetInTheOrderOfRealPacks() {
    CanDialect pylon = Dialects.named("pylon12").orElseThrow();
    assertThat(pylon.encode(Vectors.message("nominal_discharge")))
        .extracting(CanFrame::toString)
        .containsExactly(
            "351#3002DC05D007CC01",
            "355#4C006300",
            "356#CA1485FFEB00",
            "359#0000000003504E",
            "35C#C000",
            "35E#50594C4F4E202020");
  }

  /**
   * A limit that falls shall not wait for a name: 25 ms at the usual spacing, 250 at the widest.
   */
  @Test
  void everySetBeginsWithItsLimits() {
    for (String name : Dialects.names()) {
      assertThat(Dialects.named(name).orElseThrow().sent().get(0).id())
          .as(name)
          .isEqualTo(name.equals("growatt_lv") ? 0x311 : 0x351);
    }
  }

  private static CanDialect dialect(Vectors.Vector vector) {
    return Dialects.named(vector.dialect()).orElseThrow();
  }
}
