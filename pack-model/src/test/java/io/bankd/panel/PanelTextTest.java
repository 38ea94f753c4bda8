package io.bankd.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PanelTextTest {
  private static PackPanel pack(int address, Activity activity, int percent, Trouble... troubles) {
    Set<Trouble> set = EnumSet.noneOf(Trouble.class);
    set.addAll(List.of(troubles));
    PanelInput input = new PanelInput(activity, set, Ratio.ofPercent(percent));
    return new PackPanel(PackId.of(address), FrontPanel.of(input, true));
  }

  private static List<PackPanel> bank() {
    return List.of(
        pack(2, Activity.CHARGING, 68),
        pack(3, Activity.DISCHARGING, 12, Trouble.ALARM),
        pack(4, Activity.STANDBY, 3, Trouble.UNDER_VOLTAGE_PROTECTION),
        pack(5, Activity.STANDBY, 100, Trouble.FAULT),
        new PackPanel(PackId.of(6), FrontPanel.of(PanelInput.ASLEEP)),
        new PackPanel(PackId.of(15), null));
  }

  @Test
  void whatIsLitNow() {
    assertThat(PanelText.at(bank(), Duration.ofMillis(400)))
        .containsExactly(
            "pack  ON  RUN  ALM  L1 L2 L3 L4 L5 L6      SOC  shows",
            "   2  ●    ●    ○   ●  ●  ●  ●  ●  ○    68.0 %  charging",
            "   3  ●    ●    ●   ●  ○  ○  ○  ○  ○    12.0 %  discharging, alarm",
            "   4  ●    ○    ○   ○  ○  ○  ○  ○  ○     3.0 %  under-voltage protection",
            "   5  ○    ○    ●   ○  ○  ○  ○  ○  ○   100.0 %  failed",
            "   6  ○    ○    ○   ○  ○  ○  ○  ○  ○         –  off or asleep",
            "  15                                         –  not heard");
  }

  @Test
  void howItShines() {
    assertThat(PanelText.patterns(bank()))
        .containsExactly(
            "pack  ON   RUN      ALM      L1…L6       SOC  shows",
            "   2  on   on       off      ●●●●2○   68.0 %  charging",
            "   3  on   flash 3  flash 3  ●○○○○○   12.0 %  discharging, alarm  ♪ 3 s",
            "   4  on   off      off      ○○○○○○    3.0 %  under-voltage protection  ♪ 2 s",
            "   5  off  off      on       ○○○○○○  100.0 %  failed  ♪ 1 s",
            "   6  off  off      off      ○○○○○○        –  off or asleep",
            "  15                                       –  not heard");
  }

  @Test
  void whileItsFlashesAreDarkABeepMayBeHeard() {
    assertThat(PanelText.at(bank(), Duration.ofMillis(3600)).subList(1, 5))
        .containsExactly(
            "   2  ●    ●    ○   ●  ●  ●  ●  ○  ○    68.0 %  charging",
            "   3  ●    ○    ○   ●  ○  ○  ○  ○  ○    12.0 %  discharging, alarm",
            "   4  ●    ○    ○   ○  ○  ○  ○  ○  ○     3.0 %  under-voltage protection",
            "   5  ○    ○    ●   ○  ○  ○  ○  ○  ○   100.0 %  failed");
    assertThat(PanelText.at(bank(), Duration.ofMillis(6100)).subList(2, 5))
        .allMatch(line -> line.endsWith("♪"));
  }

  @Property(tries = 300)
  void fifteenPacksFitEightyColumnsAndALineEach(
      @ForAll @Size(15) List<Activity> activities,
      @ForAll Set<Trouble> troubles,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll @IntRange(min = 0, max = 100_000) int millis) {
    List<PackPanel> packs = new ArrayList<>();
    for (int address = 0; address < 15; address++) {
      FrontPanel panel =
          pack(address, activities.get(address), percent, troubles.toArray(Trouble[]::new)).panel();
      packs.add(new PackPanel(new PackId("east", PackAddress.of(address)), panel));
    }
    assertThat(PanelText.at(packs, Duration.ofMillis(millis)))
        .hasSize(16)
        .allMatch(line -> line.length() <= 80);
    assertThat(PanelText.patterns(packs)).hasSize(16).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theLegendFitsToo() {
    assertThat(PanelText.legend()).allMatch(line -> line.length() <= 80);
  }
}
