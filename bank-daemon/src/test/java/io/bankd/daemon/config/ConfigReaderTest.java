package io.bankd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.SocKind;
import io.bankd.can.Portion;
import io.bankd.can.dialect.DialectOptions;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.dialect.Quirk;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String SMALLEST =
      """
      banks:
        - buses:
            - serial: /dev/bank-rs485
          inverters:
            - can: can0
      """;

  @Test
  void theSmallestFileIsFourteenPacksOnOnePortAndAPylonInverter() {
    BankConfig bank = good(SMALLEST).banks().get(0);

    assertThat(bank.name()).isEqualTo("bank");
    assertThat(bank.policy().packs()).hasSize(14).startsWith(PackId.of(2)).endsWith(PackId.of(15));
    assertThat(bank.buses().get(0).endpoint())
        .isEqualTo(new BusEndpoint.Serial("/dev/bank-rs485", 9600));
    assertThat(bank.inverters())
        .containsExactly(
            new InverterConfig("can0", "pylon12", Duration.ofSeconds(1), Duration.ofMillis(5)));
    assertThat(good(SMALLEST).http()).isEqualTo(new HttpConfig(true, "127.0.0.1", 9770));
  }

  @Test
  void whoWritesRecordMeansIt() {
    RecordingConfig silent = good(SMALLEST).recording();
    RecordingConfig on = good(SMALLEST + "record: {directory: /srv/tapes, files: 5}\n").recording();

    assertThat(silent.enabled()).isFalse();
    assertThat(on).isEqualTo(new RecordingConfig(true, Path.of("/srv/tapes"), 5, 10));
    assertThat(good(SMALLEST + "record: {enabled: false}\n").recording().enabled()).isFalse();
  }

  private static InverterConfig inverter(String settings) {
    String file = "banks: [{buses: [{serial: /dev/a}], inverters: [{can: can0, %s}]}]\n";
    return good(file.formatted(settings)).banks().get(0).inverters().get(0);
  }

  @Test
  void anInverterMayWantThingsOtherwise() {
    DialectOptions options =
        inverter("dialect: pylon12, options: {name: SHEnergy, modules: 4, eight-bytes: true}")
            .options();
    assertThat(options.name()).isEqualTo("SHEnergy");
    assertThat(options.modules()).isEqualTo(4);
    assertThat(options.quirks()).containsExactly(Quirk.EIGHT_BYTES);
    assertThat(inverter("dialect: sma").options()).isEqualTo(DialectOptions.DEFAULT);
  }

  private static BankConfig twoInverters(String first, String second) {
    String file =
        "banks: [{buses: [{serial: /dev/a}], inverters: [{can: can0%s}, {can: can1%s}]}]\n";
    return good(file.formatted(first, second)).banks().get(0);
  }

  @Test
  void twoInvertersShareABankByWeight() {
    BankConfig equal = twoInverters("", "");
    assertThat(equal.portion(equal.inverters().get(0))).isEqualTo(new Portion(1, 2));
    BankConfig unequal = twoInverters(", weight: 8000", ", weight: 5000");
    assertThat(unequal.portion(unequal.inverters().get(1))).isEqualTo(new Portion(5000, 13_000));
  }

  @Test
  void weightsThatNobodyCanMeanAreRefused() {
    assertThat(
            faults(
                """
                banks:
                  - buses: [{serial: /dev/a}]
                    inverters:
                      - {can: can0, weight: 8000}
                      - {can: can1}
                      - {can: can0, weight: 0}
                """))
        .containsExactly(
            "bank.yaml:5:9: banks[0].inverters[1].weight: is missing; give every inverter of the"
                + " bank one, or none for equal parts",
            "bank.yaml:6:15: banks[0].inverters[2].can: “can0” is used twice; two senders on one"
                + " bus contradict each other",
            "bank.yaml:6:29: banks[0].inverters[2].weight: 0 is out of range; allowed is"
                + " 1…1000000");
  }

  @Test
  void aSetMustFitIntoHalfItsPeriod() {
    assertThat(
            faults(
                """
                banks:
                  - buses: [{serial: /dev/a}]
                    inverters:
                      - {can: can0, dialect: victron, spacing: 20 ms, period: 500 ms}
                """))
        .containsExactly(
            "bank.yaml:4:48: banks[0].inverters[0].spacing: a set of 20 frames takes 380 ms of its"
                + " 500 ms; allowed are 13 ms between them");
    for (String dialect : Dialects.names()) {
      String period = dialect.equals("sma") ? "400 ms" : "200 ms";
      assertThat(inverter("period: " + period + ", dialect: " + dialect).spacing())
          .isEqualTo(Duration.ofMillis(5));
    }
  }

  /** It wants its sets 200 ms apart: at 200 ms each late one would push all that follow. */
  @Test
  void aSunnyIslandLeavesRoomForALateSet() {
    for (String period : List.of("200 ms", "399 ms")) {
      String text = SMALLEST + "        dialect: sma\n        period: " + period + "\n";
      ConfigResult.Good result = (ConfigResult.Good) ConfigReader.read("bank.yaml", text);
      InverterConfig inverter = result.config().banks().get(0).inverters().get(0);
      assertThat(inverter.period()).isEqualTo(Duration.ofMillis(400));
      assertThat(result.warnings())
          .extracting(ConfigFault::toString)
          .containsExactly(
              "bank.yaml:7:17: banks[0].inverters[0].period: "
                  + period
                  + " is too short for sma, whose sets keep 200 ms apart, a late one too; taken are"
                  + " 400 ms");
    }
    assertThat(inverter("dialect: sma, period: 400 ms").period()).isEqualTo(Duration.ofMillis(400));
    assertThat(faults(SMALLEST + "        dialect: sma\n        period: 199 ms\n")).hasSize(1);
  }

  @Test
  void aWeightWithoutAnotherIsWarnedOf() {
    String text = SMALLEST + "        weight: 3\n";
    ConfigResult.Good result = (ConfigResult.Good) ConfigReader.read("bank.yaml", text);
    assertThat(result.warnings())
        .extracting(ConfigFault::toString)
        .containsExactly(
            "bank.yaml:6:17: banks[0].inverters[0].weight: changes nothing: the bank has one"
                + " inverter, which is told all of its limits");
  }

  @Test
  void aDialectIsSentAsOftenAsItsDocumentAsks() {
    assertThat(inverter("dialect: goodwe_lv").period()).isEqualTo(Duration.ofMillis(100));
    assertThat(inverter("dialect: growatt_lv").period()).isEqualTo(Duration.ofMillis(500));
    assertThat(inverter("dialect: sma").period()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void recordsAndCommandsHaveTheirPlaces() {
    assertThat(good(SMALLEST).records()).isEqualTo(RecordsConfig.DEFAULT);
    assertThat(
            good(SMALLEST
                    + "state: {directory: /srv/bank, events: 5000}\ncontrol: {socket: /run/b.sock}\n")
                .records())
        .isEqualTo(new RecordsConfig(Path.of("/srv/bank"), 5000, Path.of("/run/b.sock")));
  }

  @Test
  void everySettingArrivesInItsUnit() {
    BankConfig bank =
        good("""
                banks:
                  - name: barn
                    buses:
                      - tcp: 192.168.1.50:8899
                        baud: 19200
                        packs: [0, 2, 5-7]
                    inverters: [{can: can1, dialect: victron, period: 500 ms, spacing: 10 ms}]
                    limits: {charge-voltage: 55.2 V, rest-voltage: 53.0, discharge-voltage: 47 V,
                             assumed-spread: 30 %, n-minus-one: true}
                    soc-for-inverter: energy
                    ages: {fresh: 4 s, excluded: 8 s, absent: 1 min, silent: 90 s}
                """)
            .banks()
            .get(0);

    assertThat(bank.buses().get(0).endpoint()).isEqualTo(new BusEndpoint.Tcp("192.168.1.50", 8899));
    assertThat(bank.buses().get(0).baud()).isEqualTo(19_200);
    assertThat(bank.policy().packs())
        .containsExactly(PackId.of(0), PackId.of(2), PackId.of(5), PackId.of(6), PackId.of(7));
    assertThat(bank.inverters().get(0).period()).isEqualTo(Duration.ofMillis(500));
    assertThat(bank.policy().voltages().charge()).isEqualTo(Voltage.ofMillivolts(55_200));
    assertThat(bank.policy().voltages().balancing())
        .as("who says how high means it")
        .isEqualTo(Voltage.ofMillivolts(55_200));
    assertThat(bank.policy().voltages().rest()).isEqualTo(Voltage.ofMillivolts(53_000));
    assertThat(bank.policy().voltages().discharge()).isEqualTo(Voltage.ofMillivolts(47_000));
    assertThat(bank.policy().assumedSpread()).isEqualTo(Ratio.ofPercent(30));
    assertThat(bank.policy().nMinusOne()).isTrue();
    assertThat(bank.policy().toldSoc()).isEqualTo(SocKind.ENERGY);
    assertThat(bank.policy().ages().fresh()).isEqualTo(Duration.ofSeconds(4));
    assertThat(bank.policy().ages().absent()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void howLongToWaitForWhatIsAsTheTransportNeedsItWhereItIsNotSaid() {
    List<BusConfig> buses =
        good("""
                banks:
                  - name: barn
                    buses:
                      - name: far
                        tcp: 192.168.1.50:8899
                        packs: 2-4
                        timing: {first-character: 700 ms, between-questions: 50 ms,
                                 whole-answer-percent: 200}
                      - {name: near, serial: /dev/bank-rs485, packs: 2-4}
                    inverters: [{can: can1}]
                """)
            .banks()
            .get(0)
            .buses();

    assertThat(buses.get(1).timing()).isEqualTo(BusTiming.serial(9600));
    assertThat(buses.get(0).timing())
        .isEqualTo(
            BusTiming.tcp(9600)
                .withFirstCharacter(Duration.ofMillis(700))
                .withGap(Duration.ofMillis(50))
                .withWhole(200));
  }

  @Test
  void allFaultsComeTogetherEachAtItsPlace() {
    assertThat(
            faults(
                """
                banks:
                  - name: house
                    buses:
                      - serial: bank-rs485
                        baud: 96000000
                        packs: [1, 2, 2, 16]
                        dialekt: pace
                    inverters:
                      - can: can0
                        dialect: pylon
                        period: 5 s
                    limits:
                      charge-voltage: 58.4 V
                http:
                  port: 70000
                """))
        .containsExactly(
            "bank.yaml:4:17: banks[0].buses[0].serial: “bank-rs485” is no full path; write it from /"
                + " on",
            "bank.yaml:5:15: banks[0].buses[0].baud: 96000000 is out of range; allowed is"
                + " 1200…115200",
            "bank.yaml:6:17: banks[0].buses[0].packs: 1 is the master's own address, which is this"
                + " daemon: set the pack's DIP switches to a free address of 2…15 (1 off, 2 on, 3"
                + " off, 4 off is 2)",
            "bank.yaml:6:23: banks[0].buses[0].packs: 2 is listed twice; every pack of a bus has an"
                + " address of its own",
            "bank.yaml:6:26: banks[0].buses[0].packs: 16 is out of range; allowed are 0 and 2…15"
                + " (four DIP switches)",
            "bank.yaml:7:9: banks[0].buses[0].dialekt: is not a setting; did you mean “dialect”?",
            "bank.yaml:10:18: banks[0].inverters[0].dialect: “pylon” is unknown; allowed are"
                + " pylon12, victron, pylon13, pylonplus, sma, goodwe_lv, growatt_lv,"
                + " growatt_sph_pylon, luxpower, solark, byd_lv, sofar_lv; did you mean"
                + " “pylon12”?",
            "bank.yaml:11:17: banks[0].inverters[0].period: 5 s is out of range; allowed is 200"
                + " ms…2 s",
            "bank.yaml:13:23: banks[0].limits.charge-voltage: 58.4 V is out of range; allowed is"
                + " 48.000 V…57.600 V",
            "bank.yaml:15:9: http.port: 70000 is out of range; allowed is 1…65535");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty; start from one of the example configurations",
        "'banks: []' | is an empty list; give at least one entry",
        "'banks: 7' | is not a mapping; expected indented “key: value” lines",
        "'http: {}' | banks: is missing; give a list with at least one entry",
        "'banks: [{buses: [{serial: /dev/a, tcp: b:1}], inverters: [{can: c}]}]'"
            + " | stands beside serial; a bus has one of the two",
        "'banks: [{buses: [{tcp: gateway}], inverters: [{can: c}]}]' | “gateway” is no host:port",
        "'banks: [{buses: [{tcp: a:1, packs: 2-4}, {tcp: b:1, packs: 2-4}], inverters: [{can: c}]}]'"
            + " | name: is missing; several buses need names",
        "'banks: [{buses: [{serial: /dev/a}, {serial: /dev/b, packs: 2-4}], inverters: [{can: c}]}]'"
            + " | name: is missing; several buses need names",
        "'banks: [{buses: [{name: x, tcp: a:1, packs: 2-4}, {name: x, tcp: b:1, packs: 2-4}, {name:"
            + " bus-2, tcp: c:1, packs: 2-4}], inverters: [{can: c}]}]'"
            + " | “x” is the name of another bus",
        "'banks: [{buses: [{rfc2217: g:23}], inverters: [{can: c}]}]' | set the gateway's port to raw TCP",
        "'banks: [{buses: [{telnet: g:23}], inverters: [{can: c}]}]' | RFC 2217 and Telnet are not spoken",
        "'banks: [{buses: [{tcp: rfc2217://g:23}], inverters: [{can: c}]}]' | then write tcp: 192",
        "'banks: [{buses: [{serial: rfc2217://g:23}], inverters: [{can: c}]}]' | then write tcp: 192",
        "'banks: [{buses: [{serial: /dev/a, packs: 5-2}], inverters: [{can: c}]}]'"
            + " | “5-2” is no address and no range",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}, {can: c}]}]'"
            + " | “c” is used twice",
        "'{state: {directory: bank}, banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}]}]}'"
            + " | state.directory: “bank” is no full path, such as /var/lib/bank-daemon",
        "'{record: {files: 1}, banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}]}]}'"
            + " | record.files: 1 is out of range; allowed is 2…1000",
        "'{record: {megabyte: 5}, banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}]}]}'"
            + " | did you mean “megabytes”?",
        "'{state: {events: 10}, banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}]}]}'"
            + " | state.events: 10 is out of range; allowed is 1000…10000000",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c, dialect: sma, options:"
            + " {eight-bytes: true}}]}]' | eight-bytes: is not a setting",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c, options: {name: LONGERTHAN8}}]}]'"
            + " | “LONGERTHAN8” is no name of 1…8 ASCII characters",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c, dialect: growatt_lv, options:"
            + " {name: ABC}}]}]' | name: “ABC” is longer than the 2 characters of growatt_lv",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c, options: {modules: 0}}]}]'"
            + " | 0 is out of range; allowed is 1…254",
        "'a: b: c' | is not YAML here",
        "'- a' | is not a mapping; it begins with “banks:”",
        "'banks: [{buses: [{serial: /dev/a, packs: []}], inverters: [{can: c}]}]' | lists no pack",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}], ages: {fresh: 9 s, excluded:"
            + " 9.4 s}}]' | 9.4 s is out of range; allowed is 9500 ms…10 s",
        "'banks: [{buses: [{serial: /dev/a, baud: 1200}], inverters: [{can: c}]}]'"
            + " | s to be read once, longer than a reading counts as fresh (5 s)",
        "'banks: [{name: a, buses: [{serial: /dev/a}], inverters: [{can: c}]}, {name: b, buses:"
            + " [{serial: /dev/a}], inverters: [{can: d}]}]'"
            + " | banks[1].buses[0].serial: /dev/a is used twice; a line has one master",
        "'banks: [{buses: [{tcp: a:1, timing: {first-character: 20 ms}}], inverters: [{can: c}]}]'"
            + " | timing.first-character: 20 ms is out of range; allowed is 100 ms…5 s",
        "'banks: [{buses: [{tcp: a:1, timing: {first-character: 1 s, first-character-at-most:"
            + " 800 ms}}], inverters: [{can: c}]}]'"
            + " | first-character-at-most: 800 ms is less than first-character, 1 s",
        "'banks: [{buses: [{tcp: a:1, timing: {between-character: 1 s}}], inverters: [{can: c}]}]'"
            + " | did you mean “between-characters”?",
        "'banks: [{buses: [{serial: /dev/a, packs: 2-15, timing: {between-questions: 300 ms}}],"
            + " inverters: [{can: c}]}]' | s to be read once, longer than a reading counts as fresh",
        "'http: {bind: face}' | “face” is no IP address",
        "'banks: [{buses: [{tcp: a b:0}], inverters: [{can: c}]}]' | “a b:0” is no host:port",
        "'banks: [{name: a, name: b}]' | is given twice; keep one of them",
        "'banks: [{buses: [{serial: /dev/a}], inverters: [{can: c}], ages: {fresh: 5}}]'"
            + " | “5” cannot be read; expected a value in 1 s…9 s",
      })
  void aFaultIsSaidInWords(String text, String words) {
    assertThat(faults(text)).anyMatch(fault -> fault.contains(words));
  }

  @Test
  void severalBusesNeedNamesWhichThenTellTheirPacksApart() {
    String two =
        """
        banks:
          - buses:
              - {name: north, serial: /dev/north, packs: [2]}
              - {name: south, serial: /dev/south, packs: [2]}
            inverters: [{can: can0}]
        """;

    assertThat(good(two).banks().get(0).policy().packs())
        .extracting(PackId::toString)
        .containsExactly("north/2", "south/2");
    assertThat(faults(two.replace("name: south, ", "")))
        .anyMatch(fault -> fault.contains("several buses need names"));
  }

  @Test
  void aPortWhoseNumberMayChangeIsAllowedWithAWarning() {
    ConfigResult result = ConfigReader.read("bank.yaml", SMALLEST.replace("bank-rs485", "ttyUSB0"));

    assertThat(((ConfigResult.Good) result).warnings())
        .singleElement()
        .asString()
        .startsWith(
            "bank.yaml:3:17: banks[0].buses[0].serial: /dev/ttyUSB0 may be another adaptor");
  }

  @Test
  void aDefaultGivesWayToWhatIsWritten() {
    BankConfig bank =
        good(SMALLEST + "    limits: {charge-voltage: 48 V}\n    ages: {fresh: 9 s}\n")
            .banks()
            .get(0);

    assertThat(bank.policy().voltages().rest()).isEqualTo(Voltage.ofMillivolts(48_000));
    assertThat(bank.policy().ages().excluded()).isEqualTo(Duration.ofMillis(9500));
  }

  @Test
  void nothingQuotedFromTheFileBreaksTheLine() {
    assertThat(faults(SMALLEST.replace("- buses", "- name: \"ho\\nuse\\e[31m\"\n    buses")))
        .singleElement()
        .asString()
        .contains("“ho·use·[31m” is no name");
  }

  @Test
  void aFileNestedBeyondReasonIsAFault() {
    assertThat(faults("banks: " + "[".repeat(20_000)))
        .singleElement()
        .asString()
        .contains("nested");
  }

  @Property
  void noTextEverEndsInAnException(@ForAll String text) {
    assertThat(ConfigReader.read("any.yaml", text)).isNotNull();
    assertThat(ConfigReader.read("any.yaml", SMALLEST + "    limits: " + text)).isNotNull();
  }

  private static DaemonConfig good(String text) {
    ConfigResult result = ConfigReader.read("bank.yaml", text);
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Good.class);
    return ((ConfigResult.Good) result).config();
  }

  private static List<String> faults(String text) {
    ConfigResult result = ConfigReader.read("bank.yaml", text);
    assertThat(result).isInstanceOf(ConfigResult.Bad.class);
    return ((ConfigResult.Bad) result).faults().stream().map(ConfigFault::toString).toList();
  }
}
