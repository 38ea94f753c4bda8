package io.bankd.limit;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What decides a limit, and what would without it. */
class LimitChainTest {
  private static final PackId SEVEN = PackId.of(7);

  private static LimitReason reason(String rule) {
    return LimitReason.ofPack(SEVEN, rule, "pack 7: " + rule);
  }

  private static PackLimits limits(int charge, int discharge, String rule) {
    return new PackLimits(
        Current.ofAmperes(charge), Current.ofAmperes(discharge), reason(rule), reason(rule));
  }

  @Test
  void aPackWithAHighCellAndAWarmSensorSaysBoth() {
    PackLimits limits =
        PackSpec.AM5000
            .derating()
            .limits(new TestPack(7).cell(12, 3560).degrees(23, 52).reading(0));
    assertThat(limits.chain(CHARGE))
        .containsExactly(
            "10.000 A: pack 7 cell 12 at 3.560 V, cell-voltage curve",
            "without it 30.000 A: pack 7 cell sensor 2 at 52.0 °C, temperature curve",
            "without it 50.000 A: pack 7 at its 50.000 A");
    assertThat(limits.chain(DISCHARGE))
        .containsExactly(
            "30.000 A: pack 7 cell sensor 2 at 52.0 °C, temperature curve",
            "without it 50.000 A: pack 7 at its 50.000 A");
    assertThat(limits.chargeReason()).hasToString("pack 7 cell 12 at 3.560 V, cell-voltage curve");
    assertThat(limits.chargeReason().otherwise().get(0))
        .isEqualTo(
            new LimitStep(
                Current.ofAmperes(30),
                SEVEN,
                "temperature",
                "pack 7 cell sensor 2 at 52.0 °C, temperature curve"));
  }

  @Test
  void aPackThatIsWellHasOnlyItsNameplateToSay() {
    PackLimits limits = PackSpec.AM5000.derating().limits(new TestPack(7).reading(0));
    assertThat(limits.chain(CHARGE)).containsExactly("50.000 A: pack 7 at its 50.000 A");
  }

  @Test
  void aPeakIsForAPackThatIsWell() {
    PackLimits peak = limits(100, 100, "peak-current");
    Derating derating = PackSpec.AM5000.derating();
    assertThat(derating.limits(new TestPack(7).reading(0), peak)).isEqualTo(peak);
    PackLimits high = derating.limits(new TestPack(7).cell(3, 3501).reading(0), peak);
    assertThat(high.charge()).isLessThan(Current.ofAmperes(50));
    assertThat(high.discharge()).isEqualTo(Current.ofAmperes(100));
    assertThat(high.chain(CHARGE)).last().isEqualTo("without it 100.000 A: pack 7: peak-current");
    assertThat(derating.limits(new TestPack(7).fitted(15).reading(0), peak).discharge())
        .isEqualTo(Current.ZERO);
    PackLimits small = derating.limits(new TestPack(7).reading(0), limits(20, 30, "limiter"));
    assertThat(small.charge()).isEqualTo(Current.ofAmperes(20));
    assertThat(small.discharge()).isEqualTo(Current.ofAmperes(30));
  }

  @Test
  void whereBothAgreeTheFirstDecides() {
    PackLimits both = limits(20, 30, "a").strictest(limits(20, 10, "b"));
    assertThat(both.chargeReason().rule()).isEqualTo("a");
    assertThat(both.chain(CHARGE))
        .containsExactly("20.000 A: pack 7: a", "without it 20.000 A: pack 7: b");
    assertThat(both.dischargeReason().rule()).isEqualTo("b");
    assertThat(both.discharge()).isEqualTo(Current.ofAmperes(10));
  }

  @Test
  void replacingOneWayForgetsItsChain() {
    PackLimits both = limits(20, 30, "a").strictest(limits(10, 40, "b"));
    PackLimits replaced = both.with(CHARGE, Current.ZERO, reason("stop"));
    assertThat(replaced.chain(CHARGE)).containsExactly("0.000 A: pack 7: stop");
    assertThat(replaced.chain(DISCHARGE)).hasSize(2);
    PackLimits other = both.with(DISCHARGE, Current.ZERO, reason("stop"));
    assertThat(other.in(DISCHARGE)).isEqualTo(Current.ZERO);
    assertThat(other.in(CHARGE)).isEqualTo(Current.ofAmperes(10));
    assertThat(other.reason(CHARGE).rule()).isEqualTo("b");
  }

  @Test
  void theSameRuleOfTwoPacksIsTwoSteps() {
    LimitReason other = LimitReason.ofPack(PackId.of(8), "a", "pack 8: a");
    PackLimits of8 = new PackLimits(Current.ofAmperes(9), Current.ofAmperes(9), other, other);
    assertThat(limits(5, 5, "a").strictest(of8).chain(CHARGE)).hasSize(2);
    assertThat(limits(5, 5, "a").strictest(limits(6, 6, "a")).chain(CHARGE)).hasSize(1);
  }

  @Test
  void limitsAreMagnitudesAndCellsCountFromOne() {
    Current back = Current.ofMilliamperes(-1);
    assertThatThrownBy(() -> new PackLimits(back, Current.ZERO, reason("a"), reason("a")))
        .hasMessageContaining("magnitudes");
    assertThatThrownBy(() -> new PackLimits(Current.ZERO, back, reason("a"), reason("a")))
        .hasMessageContaining("magnitudes");
    assertThatThrownBy(() -> new LimitReason(SEVEN, -1, "a", "b")).hasMessageContaining("negative");
    assertThat(new LimitReason(SEVEN, 0, "a", "b").cell()).isZero();
    assertThat(LimitReason.ofBank("ramp", "rising").pack()).isNull();
  }

  @Property(tries = 10_000)
  void chainsAreSortedBoundedAndNothingIsAddedTwice(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 100) Integer> amperes,
      @ForAll @IntRange(min = 1, max = 12) int rules) {
    PackLimits all = limits(100, 100, "nameplate");
    int least = 100;
    for (int i = 0; i < amperes.size(); i++) {
      PackLimits one = limits(amperes.get(i), 100 - amperes.get(i), "rule-" + i % rules);
      all = all.strictest(one);
      least = Math.min(least, amperes.get(i));
      assertThat(all.strictest(one)).isEqualTo(all);
      assertThat(all.strictest(all)).isEqualTo(all);
    }
    assertThat(all.charge()).isEqualTo(Current.ofAmperes(least));
    for (Direction direction : Direction.values()) {
      Current limit = all.in(direction);
      List<LimitStep> steps = all.reason(direction).otherwise();
      assertThat(steps).hasSizeLessThanOrEqualTo(LimitReason.LONGEST);
      assertThat(steps).isSortedAccordingTo((a, b) -> a.limit().compareTo(b.limit()));
      assertThat(steps).allMatch(step -> step.limit().compareTo(limit) >= 0);
      assertThat(steps.stream().map(LimitStep::rule)).doesNotHaveDuplicates();
    }
  }
}
