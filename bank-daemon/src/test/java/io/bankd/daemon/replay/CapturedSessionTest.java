package io.bankd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.bank.PackView;
import io.bankd.can.CanFrame;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.DrivenBank;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real packs were heard to say, put on tape and replayed to the right numbers. */
class CapturedSessionTest {
  private static final Path VECTORS = Path.of("../rs485-bus/src/test/resources/vectors");

  @TempDir Path folder;

  private final Map<String, Object> told = new HashMap<>();

  private static JsonNode vector(String file, String id) throws IOException {
    JsonNode root = new ObjectMapper().readTree(VECTORS.resolve(file).toFile());
    JsonNode vectors = root.isArray() ? root : root.get("vectors");
    for (JsonNode vector : vectors) {
      if (vector.get("id").asText().equals(id)) {
        return vector;
      }
    }
    throw new AssertionError(id + " is not in " + file);
  }

  private static String frame(JsonNode vector) {
    return vector.get("frame").asText().replace("<CR>", "\r");
  }

  private static String ask(String dialect, int cells, int address, Kind kind) {
    PackDialect speaks = PackDialects.named(dialect, cells).orElseThrow();
    return text(speaks.ask(new PackQuestion(PackAddress.of(address), kind)));
  }

  private static String text(AsciiFrame frame) {
    return new String(frame.encode(), StandardCharsets.ISO_8859_1);
  }

  private List<BankSnapshot> replayed(Path tape) throws IOException {
    ReplayOutput output =
        new ReplayOutput() {
          @Override
          public void frame(Moment at, String can, CanFrame frame) {
            Dialects.named("pylon12")
                .orElseThrow()
                .decode(frame)
                .ifPresent(said -> said.forEach((name, v) -> told.put(can + " " + name, v)));
          }
        };
    Replay replay = new Replay(output, moment -> {});
    replay.play(tape);
    assertThat(replay.summary().remarks()).isEmpty();
    return replay.banks().stream().map(DrivenBank::newest).toList();
  }

  /**
   * Four modules of one chain, as one answer told them (python-pylontech's tests); what each said
   * stands in a frame of its own here, as a master gets it that asks one after the other.
   */
  @Test
  void fourModulesOfAChain() throws IOException {
    JsonNode vector = vector("rs485-pylon.json", "us3000-4modules");
    List<byte[]> modules = modules(vector);
    String yaml =
        """
        banks:
          - name: captured
            pack-model: { name: US3000, cells: 15, capacity: 74 Ah }
            buses: [{ serial: /dev/captured, dialect: pylon, packs: 2-5 }]
            inverters: [{ can: can0, dialect: pylon12 }]
        """;
    Path tape;
    try (TapeOfFrames frames = new TapeOfFrames(folder, yaml)) {
      for (int round = 0; round < 60; round++) {
        for (int i = 0; i < modules.size(); i++) {
          byte[] info = modules.get(i);
          String answer = text(AsciiFrame.of(0x20, 2 + i, 0x46, 0, info));
          frames.exchange("captured", "rs485", ask("pylon", 15, 2 + i, Kind.ANALOG), answer);
        }
        frames.exchange("captured", "rs485", ask("pylon", 15, 2, Kind.STATUS), null);
      }
      tape = frames.file();
    }

    BankSnapshot bank = replayed(tape).get(0);

    for (int i = 0; i < modules.size(); i++) {
      assertSame(reading(bank, i), vector.get("expect").get("pack").get(i));
    }
    BankTotals totals = Objects.requireNonNull(bank.totals());
    assertThat(totals.current().milliamperes()).isEqualTo(-6_800 - 7_300 - 6_900);
    assertThat(told).containsEntry("can0 current_a", -21.0);
    // 61.42 + 62.16 + 59.20 + 60.68 Ah of 296 Ah: 82.3 %, the highest 84 %.
    assertThat((Integer) told.get("can0 soc")).isBetween(82, 84);
    assertThat((Double) told.get("can0 voltage_v")).isBetween(49.58, 49.86);
  }

  private static JsonNode packOf(String file, String id) throws IOException {
    return vector(file, id).get("expect").get("pack").get(0);
  }

  /** Every number of a captured answer, as whoever published it or its document reads it. */
  private static void assertSame(PackReading reading, JsonNode expected) {
    List<Integer> cells = new ArrayList<>();
    for (int cell = 1; cell <= reading.cells().count(); cell++) {
      cells.add(reading.cells().cell(cell).millivolts());
    }
    assertThat(cells).isEqualTo(numbers(expected.get("cell_mv")));
    assertThat(temperatures(reading, expected.has("design_mah")))
        .isEqualTo(numbers(expected.get("temp_dc")));
    assertThat(reading.voltage().millivolts()).isEqualTo(expected.get("voltage_mv").asInt());
    assertThat(reading.current().milliamperes()).isEqualTo(expected.get("current_ma").asInt());
    assertThat(reading.remaining().milliampereHours())
        .isEqualTo(expected.get("remain_mah").asInt());
    boolean pace = expected.has("design_mah");
    int full = expected.get(pace ? "full_mah" : "total_mah").asInt();
    int design = expected.get(pace ? "design_mah" : "total_mah").asInt();
    assertThat(reading.full().milliampereHours()).isEqualTo(full);
    assertThat(reading.design().milliampereHours()).isEqualTo(design);
    assertThat(reading.cycles()).isEqualTo(expected.get("cycles").asInt());
    Ratio soc = reading.reportedSoc();
    JsonNode said = expected.get("soc_reported");
    assertThat(soc == null ? null : soc.basisPoints())
        .isEqualTo(said == null ? null : said.asInt() * 100);
  }

  /**
   * In the order of the wire: PACE has the MOSFETs and the surroundings last, Pylon its board
   * first.
   */
  private static List<Integer> temperatures(PackReading reading, boolean pace) {
    List<Integer> cells =
        reading.cellTemperatures().stream().map(Temperature::decidegrees).toList();
    Temperature mos = reading.mosTemperature();
    Temperature environment = reading.environmentTemperature();
    List<Integer> all = new ArrayList<>();
    if (!pace && mos != null) {
      all.add(mos.decidegrees());
    }
    all.addAll(cells);
    if (pace) {
      all.add(Objects.requireNonNull(mos).decidegrees());
      all.add(Objects.requireNonNull(environment).decidegrees());
    }
    return all;
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asInt()));
    return numbers;
  }

  /** The blocks of a group's answer, each with the flag and the number of one module in front. */
  private static List<byte[]> modules(JsonNode vector) {
    byte[] frame = frame(vector).getBytes(StandardCharsets.ISO_8859_1);
    InfoReader reader = ((AsciiFrame) AsciiFrame.parse(frame)).info();
    byte[] info = reader.bytes(reader.remaining());
    List<byte[]> modules = new ArrayList<>();
    int packs = info[1];
    int from = 2;
    for (int i = 0; i < packs; i++) {
      int length = (info.length - 2) / packs;
      byte[] one = new byte[2 + length];
      one[0] = info[0];
      one[1] = (byte) (2 + i);
      System.arraycopy(info, from, one, 2, length);
      from += length;
      modules.add(one);
    }
    assertThat(from).as("blocks of one length").isEqualTo(info.length);
    return modules;
  }

  /**
   * Two packs of two banks, not a character changed: a snoop between packs (esphome-pace-bms issue
   * 50, the status from Gobel-Battery-HA-Addon issue 8), and a US3000C behind a gateway.
   */
  @Test
  void twoPacksOfTwoBanks() throws IOException {
    String pace = frame(vector("rs485-pace.json", "snoop50-analog-charging"));
    String paceStatus = frame(vector("rs485-pace.json", "gobel8-status-2"));
    String pylon = frame(vector("rs485-pylon.json", "us3000c-analog-charging"));
    String pylonStatus = frame(vector("rs485-pylon.json", "us3000c-alarm-charging"));
    String yaml =
        """
        banks:
          - name: east
            buses: [{ serial: /dev/east, packs: 2 }]
            inverters: [{ can: can0, dialect: pylon12 }]
          - name: west
            pack-model: { name: US3000C, cells: 15, capacity: 74 Ah }
            buses: [{ serial: /dev/west, dialect: pylon, packs: 2 }]
            inverters: [{ can: can1, dialect: pylon12 }]
        """;
    Path tape;
    try (TapeOfFrames frames = new TapeOfFrames(folder, yaml)) {
      for (int round = 0; round < 120; round++) {
        frames.exchange("east", "rs485", ask("pace", 16, 2, Kind.ANALOG), pace);
        frames.exchange("west", "rs485", ask("pylon", 15, 2, Kind.ANALOG), pylon);
        frames.exchange("east", "rs485", ask("pace", 16, 2, Kind.STATUS), paceStatus);
        frames.exchange("west", "rs485", ask("pylon", 15, 2, Kind.STATUS), pylonStatus);
      }
      tape = frames.file();
    }

    List<BankSnapshot> banks = replayed(tape);

    assertSame(reading(banks.get(0), 0), packOf("rs485-pace.json", "snoop50-analog-charging"));
    assertSame(reading(banks.get(1), 0), packOf("rs485-pylon.json", "us3000c-analog-charging"));
    for (BankSnapshot bank : banks) {
      PackStatus status = Objects.requireNonNull(bank.packs().get(0).status());
      assertThat(status.chargeMosOn() && status.dischargeMosOn()).isTrue();
      assertThat(status.protections()).isEmpty();
      assertThat(status.warnings()).isEmpty();
      assertThat(status.faults()).isEmpty();
      assertThat(status.limiterActive()).isFalse();
      assertThat(status.balancing()).isZero();
    }
    assertThat(told)
        .containsEntry("can0 voltage_v", 54.19)
        .containsEntry("can0 current_a", 24.1)
        .containsEntry("can0 soc", 68)
        .containsEntry("can1 voltage_v", 50.09)
        .containsEntry("can1 current_a", 2.3)
        .containsEntry("can1 soc", 67);
    assertThat((Double) told.get("can0 ccl_a")).isBetween(1.0, 50.0);
  }

  private static PackReading reading(BankSnapshot bank, int pack) {
    PackView view = bank.packs().get(pack);
    return Objects.requireNonNull(view.reading(), () -> view.pack() + " was not read");
  }
}
