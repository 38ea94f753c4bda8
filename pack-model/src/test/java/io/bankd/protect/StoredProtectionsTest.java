package io.bankd.protect;

import static io.bankd.protect.Level.ALARM;
import static io.bankd.protect.Level.LOCKED;
import static io.bankd.protect.Level.NORMAL;
import static io.bankd.protect.Level.PROTECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Figures;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restart finds on disk: the state as it was, and what damage makes of it. */
class StoredProtectionsTest {
  private final ProtectionBench bench = new ProtectionBench();

  private static ProtectionState restored(Map<String, Long> figures) {
    return ProtectionState.restored(Figures.of(figures), PackSpec.AM5000.protections());
  }

  private static Level level(ProtectionState state, String id) {
    return state.of(ProtectionBench.rule(id)).level();
  }

  @Test
  void aHealthyPackHasNothingToKeepButItsLastMoment() {
    bench.read(5, new TestPack(7));
    assertThat(bench.state.figures().values()).containsOnlyKeys("reading-at");
  }

  @Test
  void aProtectionAndItsRowAreKeptByName() {
    bench.read(0, new TestPack(7).milliamperes(120_000));
    bench.read(3000, new TestPack(7).milliamperes(120_000));
    assertThat(bench.state.figures().values())
        .containsEntry("PROT-5.level", 2L)
        .containsEntry("PROT-5.tripped-at", 3_000_000_000L)
        .containsEntry("PROT-5.trips", 1L)
        .containsEntry("PROT-5.reported", 0L)
        .doesNotContainKey("PROT-1.level");
  }

  @Test
  void aRestartWithinTheMinuteGoesOnWithTheMinute() {
    bench.read(0, new TestPack(7).milliamperes(120_000));
    bench.read(3000, new TestPack(7).milliamperes(120_000));
    bench.restart();
    bench.read(62_999, new TestPack(7));
    assertThat(bench.level("PROT-5")).isEqualTo(PROTECTION);
    bench.read(63_000, new TestPack(7));
    assertThat(bench.level("PROT-5")).isEqualTo(NORMAL);
  }

  @Test
  void aDelayThatHasBegunGoesOn() {
    bench.read(0, new TestPack(7).cell(12, 3600));
    bench.restart();
    bench.read(3000, new TestPack(7).cell(12, 3600));
    assertThat(bench.level("PROT-1")).isEqualTo(PROTECTION);
  }

  @ParameterizedTest(name = "{0} stored as level {1} is {2}")
  @CsvSource({
    "PROT-6,  3,  LOCKED",
    "PROT-6,  4,  LOCKED",
    "PROT-6,  -1, LOCKED",
    "PROT-6,  99, LOCKED",
    "PROT-6,  2,  PROTECTION",
    "PROT-6,  1,  ALARM",
    "PROT-1,  3,  PROTECTION",
    "PROT-1,  99, PROTECTION",
    "PROT-15, 99, ALARM",
    "PROT-15, 0,  NORMAL",
  })
  void aLevelThatIsNoneBecomesTheCarefulOne(String id, long stored, Level level) {
    assertThat(level(restored(Map.of(id + ".level", stored)), id)).isEqualTo(level);
  }

  @Test
  void aTripWhoseLevelIsLostIsAProtection() {
    assertThat(level(restored(Map.of("PROT-1.tripped-at", 0L)), "PROT-1")).isEqualTo(PROTECTION);
    assertThat(level(restored(Map.of("PROT-6.tripped-at", 0L)), "PROT-6")).isEqualTo(LOCKED);
  }

  @Test
  void aRowThatCannotBeCountedIsOneShortOfTheLock() {
    ProtectionState state = restored(Map.of("PROT-6.trips", -5L));
    assertThat(state.of(ProtectionBench.rule("PROT-6")).trips().count()).isEqualTo(9);
    state = restored(Map.of("PROT-6.trips", 1L << 40));
    assertThat(state.of(ProtectionBench.rule("PROT-6")).trips().count()).isEqualTo(9);
    assertThat(restored(Map.of("PROT-1.trips", 7L)).of(ProtectionBench.rule("PROT-1")).trips())
        .isEqualTo(Trips.NONE);
  }

  @Test
  void aStretchOfCalmThatIsTooGoodBeginsAnew() {
    long now = 10_000_000_000_000L;
    Map<String, Long> figures = new HashMap<>();
    figures.put("reading-at", now);
    figures.put("PROT-6.trips", 9L);
    figures.put("PROT-6.calm-since", now - 3_600_000_000_000L);
    assertThat(calm(figures)).isNull();
    figures.put("PROT-6.calm-since", now - 3_599_999_999_999L);
    assertThat(calm(figures)).isEqualTo(now - 3_599_999_999_999L);
    figures.remove("reading-at");
    assertThat(calm(figures)).as("nobody knows since when").isNull();
  }

  private static @Nullable Long calm(Map<String, Long> figures) {
    Moment since = restored(figures).of(ProtectionBench.rule("PROT-6")).trips().calmSince();
    return since == null ? null : since.nanos();
  }

  @Test
  void momentsThatLieAheadDoNotBlindTheRules() {
    long ahead = 9_000_000_000_000L;
    bench.state =
        restored(
            Map.of(
                "reading-at", ahead,
                "PROT-1.bad-since", ahead,
                "PROT-5.level", 2L,
                "PROT-5.tripped-at", ahead));
    bench.read(1000, new TestPack(7).cell(12, 3650));
    bench.read(4000, new TestPack(7).cell(12, 3650));
    assertThat(bench.level("PROT-1")).isEqualTo(PROTECTION);
    bench.read(61_000, new TestPack(7).cell(12, 3650));
    assertThat(bench.level("PROT-5")).as("its minute began anew").isEqualTo(NORMAL);
  }

  @Test
  void aReadingALittleOlderThanTheLastIsDisorderAndChangesNothing() {
    bench.read(60_000, new TestPack(7));
    bench.read(0, new TestPack(7).cell(12, 3550));
    assertThat(bench.level("PROT-1")).isEqualTo(NORMAL);
    bench.read(60_001, new TestPack(7));
    bench.read(0, new TestPack(7).cell(12, 3550));
    assertThat(bench.level("PROT-1")).as("from another clock").isEqualTo(ALARM);
  }

  @Test
  void figuresOfRulesThatAreNoMoreAreIgnored() {
    assertThat(restored(Map.of("PROT-77.level", 3L, "nonsense", 5L)).locked()).isEmpty();
  }

  @Test
  void aFlagIsOnlyKeptWhereThePackIsFasterThanTheBus() {
    assertThat(level(restored(Map.of("PROT-6.level", 3L)), "PROT-6")).isEqualTo(LOCKED);
    ProtectionState state = restored(Map.of("PROT-6.reported", 1L, "PROT-1.reported", 1L));
    assertThat(state.of(ProtectionBench.rule("PROT-6")).reported()).isTrue();
    assertThat(state.of(ProtectionBench.rule("PROT-1")).reported()).isFalse();
  }
}
