package io.bankd.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM5000 tables 2-4 to 2-6, as a maker's engineer would check them. */
class FrontPanelTest {
  private static final List<Led> PRINTED_ORDER =
      List.of(Led.L6, Led.L5, Led.L4, Led.L3, Led.L2, Led.L1);

  private static FrontPanel panel(Activity activity, Set<Trouble> troubles, int basisPoints) {
    return FrontPanel.of(
        new PanelInput(activity, troubles, Ratio.ofBasisPoints(basisPoints)), true);
  }

  private static String words(FrontPanel panel, List<Led> leds) {
    return leds.stream().map(led -> panel.pattern(led).words()).collect(Collectors.joining(" "));
  }

  private static Set<Trouble> troubles(String names) {
    return names == null
        ? Set.of()
        : Arrays.stream(names.split(" "))
            .map(Trouble::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Trouble.class)));
  }

  @ParameterizedTest(name = "table 2-6: {0}, {1}")
  @CsvSource({
    // status,   what is wrong,            ON/OFF, RUN,   ALM,     L6 … L1 at 60 %
    "ASLEEP,     ,                         off, off,     off,     off off off off off off",
    "STANDBY,    ,                         on,  flash 1, off,     off off on on on on",
    "STANDBY,    ALARM,                    on,  flash 1, flash 3, off off on on on on",
    "CHARGING,   ,                         on,  on,      off,     off off flash 2 on on on",
    "CHARGING,   ALARM,                    on,  on,      flash 3, off off flash 2 on on on",
    "CHARGING,   OVER_VOLTAGE_PROTECTION,  on,  on,      off,     on on on on on on",
    "CHARGING,   PROTECTION,               on,  off,     on,      off off off off off off",
    "DISCHARGING,,                         on,  flash 3, off,     off off on on on on",
    "DISCHARGING,ALARM,                    on,  flash 3, flash 3, off off on on on on",
    "DISCHARGING,UNDER_VOLTAGE_PROTECTION, on,  off,     off,     off off off off off off",
    "DISCHARGING,PROTECTION,               on,  off,     on,      off off off off off off",
    "STANDBY,    FAULT,                    off, off,     on,      off off off off off off",
    "CHARGING,   FAULT,                    off, off,     on,      off off off off off off",
    "DISCHARGING,FAULT,                    off, off,     on,      off off off off off off",
    // what the table leaves open, as decided
    "STANDBY,    OVER_VOLTAGE_PROTECTION,  on,  flash 1, off,     off off on on on on",
    "STANDBY,    UNDER_VOLTAGE_PROTECTION, on,  off,     off,     off off off off off off",
    "STANDBY,    PROTECTION,               on,  off,     on,      off off off off off off",
    "CHARGING,   UNDER_VOLTAGE_PROTECTION, on,  on,      flash 3, off off flash 2 on on on",
    "DISCHARGING,OVER_VOLTAGE_PROTECTION,  on,  flash 3, off,     off off on on on on",
    // the worst decides
    "CHARGING,   ALARM OVER_VOLTAGE_PROTECTION,      on, on,      off,     on on on on on on",
    "STANDBY,    ALARM OVER_VOLTAGE_PROTECTION,      on, flash 1, flash 3, off off on on on on",
    "CHARGING,   PROTECTION OVER_VOLTAGE_PROTECTION, on, off,     on,      off off off off off off",
    "DISCHARGING,UNDER_VOLTAGE_PROTECTION PROTECTION,on, off,     on,      off off off off off off",
    "CHARGING,   ALARM PROTECTION FAULT,             off, off,    on,      off off off off off off",
    "ASLEEP,     ALARM PROTECTION FAULT,             off, off,    off,     off off off off off off",
  })
  void everyRow(
      Activity activity, String wrong, String onOff, String run, String alm, String capacity) {
    FrontPanel panel = panel(activity, troubles(wrong), 6000);
    assertThat(panel.pattern(Led.ON_OFF).words()).as("ON/OFF").isEqualTo(onOff);
    assertThat(panel.pattern(Led.RUN).words()).as("RUN").isEqualTo(run);
    assertThat(panel.pattern(Led.ALM).words()).as("ALM").isEqualTo(alm);
    assertThat(words(panel, PRINTED_ORDER)).as("L6 … L1").isEqualTo(capacity);
  }

  @ParameterizedTest(name = "table 2-4: {0} to {1} basis points")
  @CsvSource({
    // from, to,   charging L6 … L1,                  discharging L6 … L1
    "0,    1660,   off off off off off flash 2,       off off off off off on",
    "1661, 3320,   off off off off flash 2 on,        off off off off on on",
    "3321, 4980,   off off off flash 2 on on,         off off off on on on",
    "4981, 6640,   off off flash 2 on on on,          off off on on on on",
    "6641, 8300,   off flash 2 on on on on,           off on on on on on",
    "8301, 10000,  flash 2 on on on on on,            on on on on on on",
  })
  void everyStepOfCapacityWithBothItsEdges(int from, int to, String charging, String discharging) {
    for (int soc : new int[] {from, (from + to) / 2, to}) {
      FrontPanel filling = panel(Activity.CHARGING, Set.of(), soc);
      FrontPanel emptying = panel(Activity.DISCHARGING, Set.of(), soc);
      FrontPanel resting = panel(Activity.STANDBY, Set.of(), soc);
      assertThat(words(filling, PRINTED_ORDER)).as("charging at %d", soc).isEqualTo(charging);
      assertThat(words(emptying, PRINTED_ORDER)).as("discharging").isEqualTo(discharging);
      assertThat(words(resting, PRINTED_ORDER)).as("standby").isEqualTo(discharging);
      assertThat(filling.pattern(Led.RUN)).isEqualTo(FlashPattern.ON);
      assertThat(emptying.pattern(Led.RUN)).isEqualTo(FlashPattern.FLASH_3);
    }
  }

  @ParameterizedTest(name = "table 2-5: {0} is lit {1} ms and dark {2} ms")
  @CsvSource({"FLASH_1, 250, 3750", "FLASH_2, 500, 500", "FLASH_3, 500, 1500"})
  void everyFlash(FlashPattern pattern, int lit, int dark) {
    for (int periodBegins : new int[] {-lit - dark, 0, lit + dark, 1000 * (lit + dark)}) {
      assertThat(pattern.isLit(Duration.ofMillis(periodBegins - 1))).isFalse();
      assertThat(pattern.isLit(Duration.ofMillis(periodBegins))).isTrue();
      assertThat(pattern.isLit(Duration.ofMillis(periodBegins + lit - 1))).isTrue();
      assertThat(pattern.isLit(Duration.ofMillis(periodBegins + lit))).isFalse();
      assertThat(pattern.isLit(Duration.ofMillis(periodBegins + lit + dark - 1))).isFalse();
    }
  }

  @Property(tries = 10_000)
  void aFlashIsLitForItsShareOfAnyPeriod(
      @ForAll FlashPattern pattern,
      @ForAll @IntRange(min = -10_000_000, max = 10_000_000) int from) {
    long period = pattern.lit().plus(pattern.dark()).toMillis();
    long lit = 0;
    for (long millis = from; millis < from + period; millis++) {
      lit += pattern.isLit(Duration.ofMillis(millis)) ? 1 : 0;
    }
    assertThat(lit).isEqualTo(pattern.lit().toMillis());
  }

  @ParameterizedTest(name = "the buzzer: {0}, {1}: 0.25 s every {2} s")
  @CsvSource({
    "CHARGING,    ,                                    0",
    "CHARGING,    ALARM,                               3",
    "CHARGING,    OVER_VOLTAGE_PROTECTION,             0",
    "DISCHARGING, UNDER_VOLTAGE_PROTECTION,            2",
    "STANDBY,     PROTECTION,                          2",
    "STANDBY,     FAULT,                               1",
    "CHARGING,    ALARM OVER_VOLTAGE_PROTECTION,       3",
    "DISCHARGING, ALARM PROTECTION FAULT,              1",
    "ASLEEP,      FAULT,                               0",
  })
  void everyBeep(Activity activity, String wrong, int seconds) {
    Beep beep = panel(activity, troubles(wrong), 5000).buzzer();
    assertThat(beep.period()).isEqualTo(seconds);
    for (int millis = 0; millis < 12_000; millis += 50) {
      boolean expected = seconds > 0 && millis % (seconds * 1000) < 250;
      assertThat(beep.sounds(Duration.ofMillis(millis))).isEqualTo(expected);
    }
  }

  @Test
  void theBuzzerComesDisabled() {
    PanelInput failed = new PanelInput(Activity.STANDBY, Set.of(Trouble.FAULT), Ratio.ZERO);
    assertThat(FrontPanel.of(failed).buzzer()).isEqualTo(Beep.SILENT);
  }

  @Property(tries = 10_000)
  void everyInputHasAFrontThatIsDarkOnlyAsleepAndRedInEveryFault(
      @ForAll Activity activity,
      @ForAll Set<Trouble> troubles,
      @ForAll @IntRange(min = 0, max = 10_000) int soc,
      @ForAll @IntRange(min = 0, max = 100_000) int millis) {
    FrontPanel panel = panel(activity, troubles, soc);
    Set<Led> lit = panel.litAt(Duration.ofMillis(millis));
    assertThat(panel.patterns()).containsOnlyKeys(Led.values());
    assertThat(lit.isEmpty()).isEqualTo(activity == Activity.ASLEEP);
    if (activity != Activity.ASLEEP && troubles.contains(Trouble.FAULT)) {
      assertThat(lit).containsExactly(Led.ALM);
    }
  }

  @Property(tries = 10_000)
  void moreChargeNeverLightsLess(
      @ForAll Activity activity,
      @ForAll Set<Trouble> troubles,
      @ForAll @IntRange(min = 0, max = 9_999) int soc) {
    assertThat(on(panel(activity, troubles, soc + 1)))
        .containsAll(on(panel(activity, troubles, soc)));
  }

  private static Set<Led> on(FrontPanel panel) {
    return panel.patterns().keySet().stream()
        .filter(led -> panel.pattern(led) != FlashPattern.OFF)
        .collect(Collectors.toSet());
  }
}
