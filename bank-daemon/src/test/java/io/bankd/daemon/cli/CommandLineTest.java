package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final CommandRun ran = new CommandRun();
  private final InputStream standardInput = System.in;

  @TempDir Path folder;

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(standardInput);
  }

  private int run(String... arguments) {
    return ran.run(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulate",
        "run",
        "events",
        "counters",
        "panel",
        "settings",
        "reset",
        "restore-defaults",
        "record",
        "replay",
        "check-config",
        "decode",
        "encode",
        "can-check",
        "scan",
        "pack-write"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(ran.out()).contains("Usage: bank-daemon " + command);
  }

  @Test
  void theHelpNamesEveryScenario() {
    run("simulate", "--help");

    assertThat(ran.out()).contains("lost-pack", "weak-cell", "unbalanced");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulat | Unmatched argument",
        "simulate --packs 16 | --packs: 16 is out of range; allowed is 1…15",
        "simulate --speed 0 | --speed: 0.0 is out of range; allowed is 0.1…20",
        "simulate --scenario dya | --scenario: “dya” is unknown; allowed are day, charge",
        "simulate --dialect pylon | --dialect: “pylon” is unknown; allowed are pylon12, victron",
        "simulate --tty /tmp/a --tcp 1 | --tty and --tcp: choose one",
        "run | Missing required option: '--config",
        "decode | Missing required argument",
        "decode --protocol seplos | --protocol: “seplos” is unknown; allowed are pace, pylon, pylon-pace",
        "encode --can sna | --can: “sna” is unknown; allowed are pylon12, victron",
      })
  void aWrongCommandLineIsSaidAndEndsWith64(String line, String words) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(words);
  }

  @Test
  void whatIsNoTapeEndsWith65AndASentence() throws IOException {
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "not a tape");
    assertThat(run("replay", notes.toString())).isEqualTo(ExitCode.DATA);
    assertThat(ran.err())
        .isEqualTo(notes + " is no tape of bank-daemon: it does not begin with “BANKTAPE”\n");

    assertThat(run("replay", "--speed", "0", notes.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("--speed: 0.0 is out of range; allowed is above 0");
  }

  @Test
  void theScenariosAreListedAndAnyIsShownAsAFile() {
    assertThat(run("simulate", "--list-scenarios")).isZero();
    assertThat(ran.out()).contains("deaf-inverter: heeds nothing");

    assertThat(run("simulate", "--show-scenario", "deaf-inverter")).isZero();
    assertThat(ran.out()).contains("name: deaf-inverter", "ignores: [everything]");
  }

  @Test
  void aScenarioOfOnesOwnWithAFaultEndsWith78() throws IOException {
    Path file = file("inverter: {lagg: 1 s}\n");

    assertThat(run("simulate", "--scenario", file.toString())).isEqualTo(ExitCode.CONFIG);
    assertThat(ran.err())
        .contains(file + ":1:12: inverter.lagg: is not a setting; did you mean “lag”?");
    assertThat(run("simulate", "--scenario", "nowhere.yaml")).isEqualTo(ExitCode.CONFIG);
    assertThat(ran.err()).contains("nowhere.yaml:0:0: there is no such file");
  }

  @Test
  void aGoodConfigurationIsUsable() throws IOException {
    Path file = file("banks: [{buses: [{serial: /dev/a}], inverters: [{can: can0}]}]\n");

    assertThat(run("check-config", file.toString())).isZero();
    assertThat(ran.out()).contains("usable, 14 packs");
  }

  @Test
  void aBadConfigurationEndsWith78AlsoForTheDaemon() throws IOException {
    Path file = file("banks: [{buses: [{serial: /dev/a}], inverters: [{cna: can0}]}]\n");

    assertThat(run("check-config", file.toString())).isEqualTo(ExitCode.CONFIG);
    assertThat(ran.err())
        .contains(file + ":1:49: banks[0].inverters[0].can: is missing")
        .contains(file + ":1:50: banks[0].inverters[0].cna: is not a setting; did you mean “can”?");
    assertThat(run("run", "--config", file.toString())).isEqualTo(ExitCode.CONFIG);
  }

  @Test
  void aFileThatCannotBeReadIsAFaultOfTheConfiguration() {
    Path missing = folder.resolve("missing.yaml");

    assertThat(run("check-config", missing.toString())).isEqualTo(ExitCode.CONFIG);
    assertThat(ran.err()).contains(missing + ":0:0: there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | this is not JSON",
        "[] | expected an object",
        "'' | there is no JSON object on standard input",
        "{\"cvl_mv\":null,\"dvl_mv\":1,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":1,\"voltage_mv\":1}"
            + " | missing: cvl_mv",
        "{\"cvl_mv\":1,\"cvl_mv\":2} | Duplicate field",
        "{\"cvl_mv\":56000} | missing: ccl_ma, dcl_ma, dvl_mv, soc_cpct, voltage_mv",
        "{\"cvl_mv\":\"x\",\"dvl_mv\":1,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":1,\"voltage_mv\":1}"
            + " | cvl_mv: x is no whole number",
        "{\"cvl_mv\":1,\"dvl_mv\":1,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":10001,\"voltage_mv\":1}"
            + " | soc_cpct: 10001 is outside 0…10000",
        "{\"cvl_mv\":1,\"dvl_mv\":1,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":1,\"voltage_mv\":1,"
            + "\"cvl\":2} | cvl is unknown",
        "{\"cvl_mv\":1,\"dvl_mv\":1,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":1,\"voltage_mv\":1,"
            + "\"alarms\":[\"fire\"]} | alarms: [fire] is no alarm; known are general",
      })
  void aStateThatCannotBeEncodedIsSaidInWords(String json, String words) {
    System.setIn(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));

    assertThat(run("encode", "--can", "pylon12")).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(words);
  }

  @Test
  void whatTheDaemonWouldNotSendIsNoted() {
    heard(
        "{\"cvl_mv\":60000,\"dvl_mv\":46000,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":5000,"
            + "\"voltage_mv\":53000}");

    assertThat(run("encode", "--can", "pylon12")).isZero();
    assertThat(ran.out()).contains("351");
    assertThat(ran.err())
        .isEqualTo(
            "note: in the daemon the charge voltage was above what is allowed and is held at the"
                + " highest\n");
  }

  private static final String GENERAL =
      "{\"cvl_mv\":56000,\"dvl_mv\":46000,\"ccl_ma\":1,\"dcl_ma\":1,\"soc_cpct\":5000,"
          + "\"voltage_mv\":53000,\"alarms\":[\"general\"]}";

  @Test
  void aGeneralAlarmIsTold() {
    heard(GENERAL);

    assertThat(run("encode", "--can", "victron")).isZero();
    assertThat(ran.out()).contains("A9 AA AA 02 AA AA AA 0A");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void anAlarmForWhichADialectHasNoWordIsNoted() {
    heard(GENERAL);

    assertThat(run("encode", "--can", "pylon12")).isZero();
    assertThat(ran.err())
        .isEqualTo("note: pylon12 has no word for the alarm “general”: it is not told\n");
  }

  private void heard(String... lines) {
    String text = String.join("\n", lines) + "\n";
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCaptureIsNamedAndFoundSound() {
    heard(
        "(1.000) can0 359#0000000003504E",
        "(1.005) can0 351#3002DC05D007CC01",
        "(1.010) can0 355#4C006300",
        "(1.015) can0 356#CA1485FFEB00",
        "(1.020) can0 35C#C000",
        "(1.025) can0 35E#50594C4F4E202020",
        "(2.000) can0 359#0000000003504E");

    assertThat(run("can-check", "--dialect", "pylon12")).isZero();
    assertThat(ran.out())
        .startsWith("certainly pylon12")
        .contains("writes byte for byte 0x359 0x351 0x355 0x356 0x35C 0x35E")
        .contains("0x359 every 1.000 s (1.000…1.000), 2 frames")
        .doesNotContain("found:", "missing for");
  }

  @Test
  void aCaptureOfAnotherDialectEndsWith65() {
    heard("311#023005DC07D00163", "313#14CAFF8500F94C63");

    assertThat(run("can-check", "--dialect", "victron", "--json")).isEqualTo(65);
    assertThat(ran.out())
        .contains("\"dialect\":\"growatt_lv\"", "\"judged_as\":\"victron\"")
        .contains("\"missing\":[\"0x351\",\"0x355\",\"0x356\",\"0x35A\"]")
        .contains("this is no victron: it reads like growatt_lv");
  }

  @Test
  void linesWithoutABatteryAreSaidToBeNone() {
    heard("7FF#00", "nonsense");

    assertThat(run("can-check")).isEqualTo(65);
    assertThat(ran.out()).startsWith("no battery that is known here speaks in these lines");
  }

  /** What an inverter waits for and does not get is harm, whichever dialect was asked for. */
  @Test
  void aCaptureWithoutItsLimitsEndsWith65() {
    heard("355#4C006300", "356#CA1485FFEB00", "359#0000000003504E", "35C#C000");

    assertThat(run("can-check")).isEqualTo(65);
    assertThat(ran.out())
        .contains("missing for pylon12: 0x351 0x35E")
        .contains("periods not judged: the lines have no time stamps; record with candump -L");
  }

  @Test
  void whatIsOnlyPerhapsWrongEndsWell() {
    heard(
        "351#5802DC05D007CC01",
        "355#4C006300",
        "356#CA1485FF0000",
        "359#0000000003504E",
        "35C#C000",
        "35E#50594C4F4E202020");

    assertThat(run("can-check", "--json")).isZero();
    assertThat(ran.out())
        .contains("\"sound\":true", "\"findings\":[]", "\"tied\":[\"pylon12\"]")
        .contains("\"remarks\":[\"0x351: CVL is 60 V;", "exactly 0.0 °C from start to end");
  }

  @Test
  void twoInterfacesAreToldApart() {
    heard(
        "(1.0) can0 351#3002DC05D007CC01",
        "(1.1) can0 355#4C006300",
        "(1.2) can1 311#023005DC07D00163",
        "(1.3) can2 7FF#00");

    assertThat(run("can-check")).isEqualTo(65);
    assertThat(ran.out())
        .contains("on can0:", "on can1:", "on can2: no battery that is known here")
        .contains("missing for growatt_lv: 0x312 0x313 0x314 0x319");

    heard("(1.0) can0 351#3002DC05D007CC01", "(1.2) can1 311#023005DC07D00163");
    assertThat(run("can-check", "--json")).isEqualTo(65);
    assertThat(ran.out())
        .contains("\"interface\":\"can0\"", "\"others\":[{\"dialect\":\"growatt_lv\"");
  }

  /** An SPH set to Pylon and a Pylon pack may say the same. */
  @Test
  void dialectsThatFitAlikeAreAllNamed() {
    heard(
        "35C#B000",
        "356#CA1485FF2E09",
        "355#04006300",
        "351#3002DC050000CC01",
        "359#00000000030000");

    run("can-check");
    assertThat(ran.out())
        .contains("these frames fit alike: ")
        .contains("growatt_sph_pylon")
        .contains("pylon12");
  }

  @Test
  void theHelpOfTheConfigurationNamesEveryOption() {
    assertThat(run("check-config", "--help")).isZero();
    assertThat(ran.out()).contains("name:", "modules:", "eight-bytes:", "without-370:");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("bank.yaml"), text);
  }
}
