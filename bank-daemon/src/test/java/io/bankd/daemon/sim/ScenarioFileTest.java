package io.bankd.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.config.ConfigFault;
import io.bankd.pack.PackId;
import io.bankd.sim.Manners;
import io.bankd.sim.Mishap;
import io.bankd.sim.Scenario;
import io.bankd.sim.Scenarios;
import io.bankd.sim.Trait;
import io.bankd.unit.Current;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario's file, as a user writes it and as the daemon does. */
class ScenarioFileTest {
  private static final Path PAGE = Path.of("..", "docs", "scenarios.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static Scenario good(String text) {
    ScenarioFile file = ScenarioReader.read("mine.yaml", text);
    assertThat(file).as("%s", file).isInstanceOf(ScenarioFile.Good.class);
    return ((ScenarioFile.Good) file).scenario();
  }

  private static List<String> faults(String text) {
    ScenarioFile file = ScenarioReader.read("mine.yaml", text);
    assertThat(file).isInstanceOf(ScenarioFile.Bad.class);
    return ((ScenarioFile.Bad) file).faults().stream().map(ConfigFault::toString).toList();
  }

  static List<Scenario> shipped() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void whatIsShownOfAShippedScenarioIsThatScenario(Scenario scenario) {
    assertThat(good(String.join("\n", ScenarioWriter.write(scenario)))).isEqualTo(scenario);
  }

  @Test
  void theExampleOfTheDocumentationMeansWhatItSays() throws IOException {
    Matcher example = YAML.matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();

    Scenario garage = good(example.group(1));

    Current nominal = Current.ofAmperes(700);
    assertThat(garage.wish().at(Duration.ofSeconds(50), nominal))
        .as("half way up to 80 %% of 700 A")
        .isEqualTo(Current.ofAmperes(280));
    assertThat(garage.wish().at(Duration.ofSeconds(100), nominal))
        .isEqualTo(Current.ofAmperes(-300));
    assertThat(garage.stray().at(Duration.ofSeconds(195), nominal))
        .as("the second time round")
        .isEqualTo(Current.ofAmperes(40));
    assertThat(garage.differences().get(0).traits())
        .containsEntry(Trait.CAPACITY, 82_000)
        .containsEntry(Trait.RESISTANCE, 18_000);
    assertThat(garage.mishaps().get(2).figures()).containsEntry(Mishap.OFFSET, 200);
    assertThat(garage.inverter())
        .isEqualTo(
            new Manners(Duration.ofSeconds(20), 100, 1020, java.util.Set.of(Manners.Order.CVL)));
    List<PackId> bank = List.of(PackId.of(2), PackId.of(3), PackId.of(7));
    assertThat(garage.sayings(bank))
        .contains(
            new Scenario.Saying(Duration.ofSeconds(30), "pack 7 falls silent"),
            new Scenario.Saying(Duration.ofMinutes(3), "pack 3 is on the busbar again, at 95 %"),
            new Scenario.Saying(Duration.ofMinutes(4), "every pack answers 25 % fewer questions"));
  }

  @Test
  void theDocumentationNamesEveryWordAndEveryRange() throws IOException {
    String page = Files.readString(PAGE);
    List<String> words = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      words.add(trait.measure().key());
    }
    for (Mishap.Kind kind : Mishap.Kind.values()) {
      words.add(kind.word());
      kind.figures().forEach(figure -> words.add(figure.key()));
    }
    for (Manners.Order order : Manners.Order.values()) {
      words.add(order.word());
    }
    words.addAll(List.of("grid", Manners.GRID, Manners.NO_GRID));
    assertThat(words).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
  }

  @Test
  void theSmallestFileIsAnIdleBank() {
    Scenario idle = good("name: idle\n");
    assertThat(idle.start()).isEqualTo(Scenario.Start.ORDINARY);
    assertThat(idle.wish().at(Duration.ofHours(5), Current.ofAmperes(50))).isEqualTo(Current.ZERO);
    assertThat(idle.inverter()).isEqualTo(Manners.ORDINARY);
  }

  @Test
  void everyFaultIsSaidAtItsPlace() {
    assertThat(
            faults(
                """
                name: mine
                wish:
                  - {current: 60 %}
                  - {for: 10, curent: 5 A}
                packs:
                  - {packs: 1, resistance: 900 mΩ}
                events:
                  - {what: silnet, from: 10 s, until: 5 s}
                  - {what: away, soc: 120 %}
                inverter: {ignores: [cvl, clc], lag: 1 h}
                """))
        .containsExactly(
            "mine.yaml:3:5: wish[0].for: is missing; say how long, as in 30 s; only the last may go"
                + " on for ever",
            "mine.yaml:4:5: wish[1].current: is missing; give it in % of the bank's nominal"
                + " current, or in A",
            "mine.yaml:4:11: wish[1].for: “10” cannot be read; expected a value in 1 ms…525600 min"
                + " with its unit, as in 5 s or 500 ms",
            "mine.yaml:4:15: wish[1].curent: is not a setting; did you mean “current”?",
            "mine.yaml:6:13: packs[0].packs: 1 is the master's own address, which is this daemon:"
                + " set the pack's DIP switches to a free address of 2…15 (1 off, 2 on, 3 off, 4 off is 2)",
            "mine.yaml:6:28: packs[0].resistance: “900 mΩ” cannot be used; expected a value in"
                + " 1 mΩ…200 mΩ",
            "mine.yaml:8:12: events[0].what: “silnet” is unknown; allowed are silent, lost-polls,"
                + " garbled, charge-mosfet-open, discharge-mosfet-open, mosfets-open, away, sensor,"
                + " charge-mosfet-fault, discharge-mosfet-fault, temperature-sensor-fault,"
                + " cell-fault, sampling-fault, communication-fault; did you mean “silent”?",
            "mine.yaml:8:39: events[0].until: is not later than from; leave it out for what does"
                + " not end",
            "mine.yaml:9:23: events[1].soc: “120 %” cannot be used; expected a value in 0 %…100 %",
            "mine.yaml:10:27: inverter.ignores: “clc” is unknown; allowed are stop, ccl, dcl, cvl,"
                + " dvl, everything; did you mean “ccl”?",
            "mine.yaml:10:38: inverter.lag: 1 h is out of range; allowed is 0 s…10 min");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty; start from “simulate --show-scenario day”",
        "- a | is not a mapping; it begins with “name:”",
        "'name: [' | is not YAML here",
        "name: a b | “a b” is no name",
        "wish: [] | is an empty list",
        "'wish: [{current: 5 A, ramp: true}]' | never arrives",
        "'start: {soc: full}' | “full” cannot be read",
      })
  void whatIsNoScenarioIsRefused(String text, String words) {
    assertThat(faults(text)).anyMatch(fault -> fault.contains(words));
  }

  @Property(tries = 300)
  void noTextEverEndsInAnException(@ForAll String text) {
    assertThat(ScenarioReader.read("any", text)).isNotNull();
    assertThat(ScenarioReader.read("any", "wish: [{for: 1 s, current: " + text + "}]")).isNotNull();
  }
}
