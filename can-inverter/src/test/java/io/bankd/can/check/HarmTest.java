package io.bankd.can.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One fault each in a minute of an otherwise sound bus, and what is said of it. */
class HarmTest {
  @ParameterizedTest
  @ValueSource(strings = {"pylon12", "victron", "sma", "luxpower", "byd_lv", "pylonplus"})
  void aSoundMinuteIsSound(String dialect) {
    Judgement said = CraftedLog.of(dialect).judgedAs();
    assertThat(said.sound()).as("%s", said).isTrue();
    assertThat(said.remarks()).isEmpty();
    assertThat(said.untimed()).isEmpty();
  }

  @Test
  void limitsThatStopHalfWay() {
    Judgement said = CraftedLog.of("pylon12").change("351", (n, f) -> n > 30 ? "" : f).judged();
    assertThat(said.findings())
        .containsExactly(
            "0x351 stopped 29.0 s before the battery's last frame; an inverter takes its limits"
                + " for stale after 3");
    assertThat(said.sound()).isFalse();
  }

  @Test
  void limitsThatCameOnce() {
    assertThat(CraftedLog.of("pylon12").change("351", (n, f) -> n > 0 ? "" : f).judged().findings())
        .singleElement()
        .asString()
        .startsWith("0x351 came only once, 59.0 s before the battery's last frame");
  }

  /** What never changes may come once. */
  @Test
  void aNameThatCameOnceIsOnlyARemark() {
    Judgement said = CraftedLog.of("pylon12").change("35E", (n, f) -> n > 0 ? "" : f).judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks()).singleElement().asString().startsWith("0x35E came only once");
  }

  @Test
  void aBatteryThatFallsSilentIsToldOnce() {
    assertThat(CraftedLog.of("pylon12").silentBetween(30.9, 99).judged().findings())
        .containsExactly(
            "the whole battery fell silent 29.5 s before the end while the inverter went on"
                + " asking; an inverter takes its limits for stale after 3");
    assertThat(CraftedLog.of("pylon12").silentBetween(30.9, 40).judged().findings())
        .singleElement()
        .asString()
        .startsWith("the whole battery was silent for ");
  }

  @Test
  void anInverterAlone() {
    Judgement said = CraftedLog.of("pylon12").silentBetween(-1, 99).judgedAs();
    assertThat(said.findings())
        .contains("no battery of pylon12 speaks here: not one of its frames came");
    assertThat(said.sound()).isFalse();
  }

  @Test
  void whatASunnyIslandDropsWithoutAWord() {
    Judgement said =
        CraftedLog.of("sma").change("351", (n, f) -> "351#300230753075E501").judgedAs();
    assertThat(said.dialect()).contains("sma");
    assertThat(said.findings())
        .containsExactly(
            "0x351: DVL is 48.5 V, outside 41…48 V of sma: a Sunny Island drops it without a word"
                + " and keeps the last value; send 48 V (60 times)",
            "0x351: CCL is 3000 A, outside 0…1200 A of sma: a Sunny Island drops it without a word"
                + " and keeps the last value; send 1200 A (60 times)",
            "0x351: DCL is 3000 A, outside 0…1200 A of sma: a Sunny Island drops it without a word"
                + " and keeps the last value; send 1200 A (60 times)");
  }

  @Test
  void aSunnyIslandsWordForNotKnownCallsUpItsDefault() {
    Judgement said =
        CraftedLog.of("sma").change("351", (n, f) -> "351#FFFF00800080FFFF").judgedAs();
    assertThat(said.findings()).isEmpty();
    assertThat(said.remarks())
        .contains(
            "0x351 says “invalid” (FFFF): the inverter falls back on its default, CVL 54 V (60"
                + " times)");
  }

  @Test
  void aSunnyIslandWantsNoOtherIdentifier() {
    assertThat(CraftedLog.of("sma").also("123#00", 0.3).judgedAs().findings())
        .containsExactly(
            "no dialect here knows 0x123: a Sunny Island wants no other identifier (60 times)");
  }

  @Test
  void framesThatEndBeforeTheirLimits() {
    assertThat(CraftedLog.of("pylon12").change("351", (n, f) -> "351#3002").judged().findings())
        .containsExactly(
            "0x351 has 2 bytes and lacks CCL, DCL, without which the inverter knows no limit or no"
                + " state (60 times)");
    assertThat(CraftedLog.of("victron").change("35A", (n, f) -> "35A#AAAA").judgedAs().findings())
        .containsExactly("0x35A has 2 bytes: the alarms take four (60 times)");
    assertThat(
            CraftedLog.of("solark")
                .change("355", (n, f) -> f.substring(0, 12))
                .judgedAs()
                .findings())
        .containsExactly("0x355 has 4 bytes; Sol-Ark's document takes frames of 8 only (60 times)");
  }

  /** V1.2 leaves bytes 6 and 7 of 0x351 blank, and real packs send six. */
  @Test
  void pylonsLimitsMayHaveSixBytes() {
    Judgement said = CraftedLog.of("pylon12").change("351", (n, f) -> f.substring(0, 16)).judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks()).isEmpty();
  }

  @Test
  void aChargeVoltageForOtherCells() {
    Judgement said = CraftedLog.of("pylon12", 1, s -> s.cvl(Voltage.ofMillivolts(60_000))).judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks())
        .containsExactly(
            "0x351: CVL is 60 V; 16 cells of LiFePO4 mean 48…57.6 V: is it another chemistry or"
                + " number of cells? (60 times)");
  }

  /** 53.22 V over cells of 3.33 V are 16. */
  @Test
  void aChargeVoltageTooHighForTheCellsThatAreThere() {
    Judgement said = CraftedLog.of("victron", 1, s -> s.cvl(Voltage.ofMillivolts(60_000))).judged();
    assertThat(said.findings())
        .containsExactly(
            "0x351: CVL is 60.0 V and the cell voltages tell of 16 cells: above 58.4 V LiFePO4 is"
                + " overcharged (60 times)");
  }

  @Test
  void aBatteryOf24VoltsIsJudgedAsOne() {
    Judgement said =
        CraftedLog.of("pylon12")
            .change("351", (n, f) -> "351#1F01BC02E803E700")
            .change("356", (n, f) -> "356#320A00002701")
            .judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks())
        .containsExactly("this reads like a battery of 24 V, and is judged as one");
  }

  @Test
  void aDischargeVoltageAboveTheChargeVoltage() {
    assertThat(
            CraftedLog.of("pylon12", 1, s -> s.dvl(Voltage.ofMillivolts(57_000)))
                .judged()
                .findings())
        .containsExactly(
            "0x351: DVL is 57 V and not below CVL, 56 V: neither can be kept; DVL is where"
                + " discharging ends (60 times)");
  }

  @Test
  void aStateOfChargeOfZeroBeforeItIsKnown() {
    assertThat(
            CraftedLog.of("pylon12")
                .change("355", (n, f) -> n < 3 ? "355#00006300" : f)
                .judged()
                .findings())
        .containsExactly(
            "SOC is 0 % in the first 3 frames and then 76 %: an inverter shuts down at 0; send"
                + " nothing before SOC is known");
    assertThat(
            CraftedLog.of("pylon12")
                .change("355", (n, f) -> n < 30 ? "355#00006300" : "355#01006300")
                .judged()
                .findings())
        .isEmpty();
  }

  @Test
  void aTemperatureThatIsADefault() {
    Judgement said =
        CraftedLog.of("pylon12", 1, s -> s.temperature(Temperature.ofDegrees(0))).judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks())
        .containsExactly(
            "the temperature is exactly 0.0 °C from start to end: no sensor? Inverters may forbid"
                + " charging");
    assertThat(
            CraftedLog.of("pylon12", 1, s -> s.temperature(Temperature.ofDegrees(0)))
                .change("356", (n, f) -> n == 9 ? "356#CA1485FF0100" : f)
                .judged()
                .remarks())
        .isEmpty();
  }

  @Test
  void extremesThatAreExchanged() {
    assertThat(
            CraftedLog.of("victron")
                .change("373", (n, f) -> "373#0D0DF00C27012A01")
                .judged()
                .findings())
        .containsExactly(
            "the lowest cell voltage, 3341 mV, is above the highest, 3312 mV: are the two"
                + " exchanged? (60 times)");
  }

  @Test
  void aVoltageInTheWrongScale() {
    assertThat(
            CraftedLog.of("pylon12")
                .change("356", (n, f) -> "356#140285FFEB00")
                .judged()
                .findings())
        .containsExactly(
            "0x356: the voltage is 5.32 V, outside 36…63 V: is it sent in 0.1 V? This dialect has"
                + " 0.01 V (60 times)");
  }

  @Test
  void aCurrentAtTheEndOfItsScaleIsSaturatedAndNotImpossible() {
    Judgement said = CraftedLog.of("pylon12", 1, s -> s.current(Current.ofAmperes(-4000))).judged();
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks())
        .containsExactly(
            "0x356: the current is -3276.8 A, the end of the scale: it is saturated and the true"
                + " value lies beyond (60 times)");
  }

  @Test
  void remarksOnWhatMayBeMeantSo() {
    assertThat(CraftedLog.of("pylon12").change("35C", (n, f) -> "35C#4000").judged().remarks())
        .containsExactly(
            "the charge bit is off while CCL offers 150 A: some inverters heed the limit only;"
                + " send 0 (60 times)");
    assertThat(
            CraftedLog.of("pylon12", 1, s -> s.ccl(Current.ZERO).dcl(Current.ZERO))
                .judged()
                .remarks())
        .containsExactly("CCL and DCL are 0 A from start to end: the battery forbids both ways");
    assertThat(
            CraftedLog.of("pylon12", 1, s -> s.cvl(Voltage.ofMillivolts(52_000)))
                .judged()
                .remarks())
        .singleElement()
        .asString()
        .startsWith("0x351: CVL is 52 V, below the 53.22 V measured: SMA and Victron then");
    assertThat(CraftedLog.of("pylon12", 1, s -> s.soc(Ratio.ofPercent(0))).judged().remarks())
        .containsExactly("SOC is 0 % from start to end: is it not known?");
  }

  @Test
  void twoBatteriesUnderOneIdentifier() {
    Judgement said = CraftedLog.of("pylon12").also("351#2602F401E803CC01", 0.43).judged();
    assertThat(said.findings())
        .containsExactly(
            "0x351 jumps to and fro with every frame (every 0.50 s): cvl_v is 56.0, then 55.0, then"
                + " 56.0 again: do two batteries send it? Only one may; switch the other off");
  }

  /** A current that swings, and limits that fall by steps, are one battery's. */
  @Test
  void oneBatteryThatChangesItsMindIsNotTwo() {
    assertThat(
            CraftedLog.of("pylon12")
                .change("356", (n, f) -> n % 2 == 0 ? "356#CA1400FFEB00" : f)
                .change("351", (n, f) -> n < 20 ? f : "351#3002F401D007CC01")
                .judged()
                .findings())
        .isEmpty();
  }

  @Test
  void twoInterfacesAreJudgedApart() {
    List<String> lines = new ArrayList<>(CraftedLog.of("pylon12").lines());
    lines.addAll(
        CraftedLog.of("victron")
            .change("351", (n, f) -> "351#3002")
            .stamped("can1", s -> "(%.6f) ".formatted(1_700_000_000 + s)));
    lines.sort(String::compareTo);
    CaptureJudge judge = new CaptureJudge(Dialects.all());
    var apart = Capture.of(lines).byInterface();
    assertThat(apart.keySet()).containsExactly("can0", "can1");
    Judgement can0 = judge.judge(apart.getOrDefault("can0", Capture.of(List.of())), null);
    Judgement can1 = judge.judge(apart.getOrDefault("can1", Capture.of(List.of())), null);
    assertThat(can0.dialect()).contains("pylon12");
    assertThat(can0.sound()).isTrue();
    assertThat(can1.dialect()).contains("victron");
    assertThat(can1.findings()).singleElement().asString().startsWith("0x351 has 2 bytes");
  }

  @Test
  void missingFramesAreUnsoundWithoutADialectAskedFor() {
    Judgement said = CraftedLog.of("pylon12").change("351", (n, f) -> "").judged();
    assertThat(said.missing()).containsExactly(0x351);
    assertThat(said.sound()).isFalse();
  }

  @Test
  void errorFramesPointToTheCable() {
    List<String> lines = new ArrayList<>(CraftedLog.of("pylon12").lines());
    lines.add("(1700000060.5) can0 20000004#000C000000000000");
    Judgement said = new CaptureJudge(Dialects.all()).judge(Capture.of(lines), null);
    assertThat(said.sound()).isTrue();
    assertThat(said.remarks())
        .containsExactly("1 error frames: look at bit rate, termination and cable");
  }
}
