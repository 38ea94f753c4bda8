package io.bankd.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** DER-1…7: what must hold of a pack's limits, whatever it measures. */
class DeratingInvariantsTest {
  private static final Derating DERATING = PackSpec.AM5000.derating();
  private static final int HUNDRED = 100_000;

  private static PackLimits offered(int milliamperes) {
    Current each = Current.ofMilliamperes(milliamperes);
    LimitReason why = LimitReason.ofPack(PackId.of(7), "offer", "offered " + each);
    return new PackLimits(each, each, why, why);
  }

  /** A pack's figures, and each of them moved to its bad side by itself. */
  private record Figures(int low, int high, int pack, int cold, int hot) {
    static Figures drawn(Random random) {
      int low = 2600 + random.nextInt(1000);
      int cold = -250 + random.nextInt(800);
      return new Figures(
          low,
          low + random.nextInt(400),
          43_500 + random.nextInt(15_000),
          cold,
          cold + random.nextInt(200));
    }

    Figures worse(int which, int by) {
      return switch (which) {
        case 0 -> new Figures(low - by, high, pack, cold, hot);
        case 1 -> new Figures(low, high + by, pack, cold, hot);
        case 2 -> new Figures(low, high, pack, cold - by, hot);
        default -> new Figures(low, high, pack, cold, hot + by);
      };
    }

    Figures pack(int millivolts) {
      return new Figures(low, high, millivolts, cold, hot);
    }

    PackReading reading() {
      return new TestPack(7)
          .cells((low + high) / 2)
          .cell(3, low)
          .cell(9, high)
          .voltage(pack)
          .decidegrees(cold, hot)
          .reading(0);
    }
  }

  @Property(tries = 20_000)
  void eachQuantityMovedToItsBadSideRaisesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = Figures.drawn(random);
    PackLimits offer = offered(random.nextBoolean() ? HUNDRED : 50_000);
    PackLimits limits = DERATING.limits(figures.reading(), offer);
    for (int which = 0; which < 4; which++) {
      Figures worse = figures.worse(which, 1 + random.nextInt(random.nextBoolean() ? 5 : 300));
      PackLimits after = DERATING.limits(worse.reading(), offer);
      notAbove(after.charge(), limits.charge(), figures + " → " + worse);
      notAbove(after.discharge(), limits.discharge(), figures + " → " + worse);
    }
    int by = 1 + random.nextInt(1500);
    Figures fuller = figures.pack(figures.pack() + by);
    Figures emptier = figures.pack(figures.pack() - by);
    notAbove(DERATING.limits(fuller.reading(), offer).charge(), limits.charge(), "" + fuller);
    notAbove(
        DERATING.limits(emptier.reading(), offer).discharge(), limits.discharge(), "" + emptier);
  }

  private static void notAbove(Current after, Current before, String what) {
    if (after.compareTo(before) > 0) {
      fail(what + ": " + before + " rose to " + after);
    }
  }

  @Property(tries = 20_000)
  void limitsStayBetweenNothingAndWhatIsOffered(@ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = Figures.drawn(random);
    int offer = random.nextInt(HUNDRED + 1);
    PackLimits limits = DERATING.limits(figures.reading(), offered(offer));
    for (Direction direction : Direction.values()) {
      assertThat(limits.in(direction).milliamperes()).isBetween(0, offer);
      boolean reduced =
          limits.reason(direction).otherwise().stream().anyMatch(s -> s.rule().equals("offer"))
              || limits.in(direction).isZero();
      assertThat(reduced || limits.in(direction).milliamperes() == offer).isTrue();
      boolean alone = limits.reason(direction).rule().equals("offer");
      assertThat(alone || limits.in(direction).milliamperes() <= 50_000).isTrue();
    }
  }

  @Property(tries = 10_000)
  void aSensorThatIsGoneRaisesNothing(@ForAll long seed) {
    Figures figures = Figures.drawn(new Random(seed));
    PackReading whole = figures.reading();
    PackReading without =
        new TestPack(7)
            .cells((figures.low() + figures.high()) / 2)
            .cell(3, figures.low())
            .cell(9, figures.high())
            .voltage(figures.pack())
            .degrees()
            .reading(0);
    PackLimits limits = DERATING.limits(without, offered(HUNDRED));
    assertThat(limits.charge()).isEqualTo(Current.ZERO);
    assertThat(limits.discharge()).isEqualTo(Current.ZERO);
    assertThat(DERATING.limits(whole).charge().milliamperes()).isBetween(0, 50_000);
  }

  @Test
  void theEdgesOfWhatIsBelieved() {
    assertThat(offeredWith(new TestPack(7).cell(1, 1499))).isEqualTo("implausible");
    assertThat(offeredWith(new TestPack(7).cell(1, 1500))).isEqualTo("cell-voltage");
    assertThat(offeredWith(new TestPack(7).cell(1, 4501))).isEqualTo("implausible");
    assertThat(chargeWith(new TestPack(7).cell(1, 4500))).isEqualTo("cell-voltage");
    assertThat(chargeWith(new TestPack(7).decidegrees(-451))).isEqualTo("implausible");
    assertThat(chargeWith(new TestPack(7).decidegrees(-450))).isEqualTo("temperature");
    assertThat(chargeWith(new TestPack(7).decidegrees(1251))).isEqualTo("implausible");
    assertThat(chargeWith(new TestPack(7).decidegrees(1250))).isEqualTo("temperature");
    assertThat(chargeWith(new TestPack(7).fitted(15))).isEqualTo("implausible");
    assertThat(DERATING.limits(new TestPack(7).cell(4, 4501).reading(0)).chargeReason())
        .hasToString("pack 7 cell 4 at 4.501 V, which is misread");
    assertThat(DERATING.limits(new TestPack(7).cell(4, 1499).reading(0)).chargeReason())
        .hasToString("pack 7 cell 4 at 1.499 V, which is dead or misread");
    assertThat(DERATING.limits(new TestPack(7).decidegrees(-451).reading(0)).chargeReason())
        .hasToString("pack 7 cell sensor at -45.1 °C, which is misread");
  }

  private static String offeredWith(TestPack pack) {
    return DERATING.limits(pack.reading(0)).dischargeReason().rule();
  }

  private static String chargeWith(TestPack pack) {
    return DERATING.limits(pack.reading(0)).chargeReason().rule();
  }

  @Test
  void eachWayKeepsItsOwnContinuousCurrent() {
    Derating uneven =
        new Derating(16, Current.ofAmperes(20), Current.ofAmperes(40), DERATING.rows());
    PackLimits limits = uneven.limits(new TestPack(7).reading(0));
    assertThat(limits.chain(Direction.CHARGE)).containsExactly("20.000 A: pack 7 at its 20.000 A");
    assertThat(limits.chain(Direction.DISCHARGE))
        .containsExactly("40.000 A: pack 7 at its 40.000 A");
    PackLimits warm = uneven.limits(new TestPack(7).degrees(52).reading(0));
    assertThat(warm.charge()).isEqualTo(Current.ofAmperes(12));
    assertThat(warm.discharge()).isEqualTo(Current.ofAmperes(24));
  }
}
