package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.PackSource;
import io.bankd.rs485.sim.SimulatedBus;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading and changing what is set in pack 3, which has the serial S3. */
@Timeout(120)
class PackWriteCommandTest {
  private static final PackSource PACK =
      new PackSource() {
        @Override
        public @Nullable PackReading reading(PackAddress address) {
          return address.value() == 3 ? StillPack.reading(address, 3300) : null;
        }

        @Override
        public @Nullable PackStatus status(PackAddress address) {
          return null;
        }

        @Override
        public @Nullable PackIdentity identity(PackAddress address) {
          return address.value() == 3 ? StillPack.identity(address) : null;
        }
      };

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CommandRun command = new CommandRun();
  private final SimulatedBus bus =
      SimulatedBus.open(
          new BusEndpoint.Tcp("127.0.0.1", 0),
          new PaceDialect(),
          PACK,
          BusTiming.serial(115_200),
          BusClock.real(System::nanoTime),
          loops,
          Thread::new);

  @TempDir Path folder;

  private Path config = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    config = configure("allow-pack-write: true, ");
  }

  @AfterEach
  void end() {
    bus.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private Path configure(String allowed) throws IOException {
    return Files.writeString(
        folder.resolve("bank.yaml"),
        "state: {directory: "
            + folder.resolve("state")
            + "}\ncontrol: {socket: "
            + folder.resolve("control.sock")
            + "}\nbanks: [{buses: [{tcp: \"127.0.0.1:"
            + bus.port()
            + "\", "
            + allowed
            + "packs: [3]}], inverters: [{can: can0}]}]\n");
  }

  private int run(String line) {
    return command.run(line.replace("CONFIG", config.toString()).split(" "));
  }

  private int write(String more) {
    return run("pack-write --config CONFIG --pack 3 --serial S3 " + more);
  }

  private String setting(String key) {
    assertThat(run("settings --from-pack 3 --config CONFIG")).as(command.err()).isZero();
    return command
        .out()
        .lines()
        .filter(row -> row.contains(key + " "))
        .findFirst()
        .orElse("none in " + command)
        .replaceAll(" +", " ");
  }

  @Test
  void theTablesOfAPackAsTheyLeftTheFactory() {
    assertThat(setting("cell_ov.protect_mv")).isEqualTo(" cell_ov.protect_mv 3600 mV 3600 mV");
    assertThat(command.out()).contains("serial S3").doesNotContain("*");
    assertThat(setting("cell_ut.discharge_protect_dc"))
        .isEqualTo(" cell_ut.discharge_protect_dc -20.0 °C -20.0 °C");
  }

  @Test
  void aStricterValueIsShownThenWrittenReadBackAndRecorded() {
    assertThat(write("cell_ov.alarm_mv=3450")).as(command.err()).isZero();
    assertThat(command.out())
        .contains("cell_ov.alarm_mv: 3500 mV → 3450 mV (factory 3500 mV)")
        .contains("Nothing was written; with --yes it is.");
    assertThat(setting("cell_ov.alarm_mv")).isEqualTo(" cell_ov.alarm_mv 3500 mV 3500 mV");

    assertThat(write("--yes cell_ov.alarm_mv=3450")).as(command.err()).isZero();
    assertThat(command.out()).contains("cell_ov was written and read back.");
    assertThat(setting("cell_ov.alarm_mv")).isEqualTo("* cell_ov.alarm_mv 3450 mV 3500 mV -50 mV");
    assertThat(setting("cell_ov.protect_mv")).isEqualTo(" cell_ov.protect_mv 3600 mV 3600 mV");

    assertThat(run("events --rule pack-write --json --state " + folder.resolve("state"))).isZero();
    assertThat(command.out())
        .contains("pack 3: table cell_ov was written and read back")
        .contains("\"alarm-mv-before\":3500", "\"alarm-mv-after\":3450");
  }

  @Test
  void theClockIsSetToThisMachinesAndReadBack() {
    assertThat(write("--set-clock")).as(command.err()).isZero();
    assertThat(command.out())
        .contains("clock: 2026-01-01T00:00:00 → ")
        .contains("Nothing was written; with --yes it is.");
    assertThat(write("--set-clock --yes")).as(command.err()).isZero();
    assertThat(command.out())
        .contains("clock: 2026-01-01T00:00:00 → ")
        .contains("The clock was set and read back.");
    assertThat(write("--set-clock --yes")).isZero();
    assertThat(command.out()).doesNotContain("2026-01-01T00:00:00");
    run("events --rule pack-write --json --state " + folder.resolve("state"));
    assertThat(command.out()).contains("clock was 2026-01-01T00:00:00, was set and read back as");
    assertThat(write("--set-clock cell_ov.alarm_mv=3450")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anotherPacksSerialStopsEverything() {
    assertThat(run("pack-write --config CONFIG --pack 3 --serial S4 --yes cell_ov.alarm_mv=3450"))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err())
        .contains("says its serial is “S3”, not this one; nothing was written");
    assertThat(setting("cell_ov.alarm_mv")).isEqualTo(" cell_ov.alarm_mv 3500 mV 3500 mV");
  }

  @Test
  void withoutTheConfigurationsWordNothingIsWritten() throws IOException {
    config = configure("");
    assertThat(write("--yes cell_ov.alarm_mv=3450")).isEqualTo(ExitCode.CONFIG);
    assertThat(command.err()).contains("set allow-pack-write: true on its bus");
  }

  @Test
  void aLooserValueHasToBeMeantAndAnUnsafeOneIsRefusedWhateverIsMeant() {
    assertThat(write("cell_ov.protect_mv=3620")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err())
        .contains("protects less than the factory's 3.600 V; --allow-looser-than-factory");
    assertThat(write("--allow-looser-than-factory cell_ov.protect_mv=3620")).isZero();
    assertThat(write("--allow-looser-than-factory cell_ov.protect_mv=3700"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("outside 3400 mV to 3650 mV, which is what is safe");
    for (String off : List.of("0", "2", "-1")) {
      assertThat(write("--yes --allow-looser-than-factory cell_ov.enabled=" + off))
          .isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).contains("without it the pack does not protect itself");
    }
    assertThat(write("cell_ov.enabled=1")).as(command.err()).isZero();
  }

  @Test
  void whatIsNoSettingIsSaid() {
    assertThat(write("cell_ov.alarm=3450")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("cell_ov.alarm is no setting; there are [enabled, alarm_mv");
    assertThat(write("nonsense.x=1")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).startsWith("there is no table “nonsense”");
    assertThat(write("cell_ov.alarm_mv=3450 cell_ov.alarm_mv=3440")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("cell_ov.alarm_mv is given twice");
    assertThat(write("--allow-looser-than-factory calibrate.zero_ma=1")).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("there is no table “calibrate”");
    assertThat(write("cell_ov.alarm_mv")).isEqualTo(ExitCode.USAGE);
    assertThat(run("pack-write --config CONFIG --pack 4 --serial S3 cell_ov.alarm_mv=3450"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("there is no pack “4” in ");
  }
}
