package io.bankd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.json.Json;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.BusFault;
import io.bankd.rs485.sim.PackSource;
import io.bankd.rs485.sim.SimulatedBus;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as an integrator types it, against two packs on a line. */
@Timeout(120)
class ScanCommandTest {
  private static final PackSource PACKS =
      new PackSource() {
        private boolean isThere(PackAddress address) {
          return address.value() == 2 || address.value() == 3;
        }

        @Override
        public @Nullable PackReading reading(PackAddress address) {
          return isThere(address) ? StillPack.reading(address, 3300) : null;
        }

        @Override
        public @Nullable PackStatus status(PackAddress address) {
          return isThere(address) ? StillPack.status(address, true) : null;
        }

        @Override
        public @Nullable PackIdentity identity(PackAddress address) {
          return isThere(address) ? StillPack.identity(address) : null;
        }
      };

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CommandRun command = new CommandRun();

  @TempDir Path folder;

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private SimulatedBus packs(BusEndpoint line, BusFault.Placed... faults) {
    return packs(line, PACKS, faults);
  }

  private SimulatedBus packs(BusEndpoint line, PackSource packs, BusFault.Placed... faults) {
    return SimulatedBus.open(
        line,
        new PaceDialect(),
        packs,
        List.of(faults),
        BusTiming.serial(9600),
        BusClock.real(System::nanoTime),
        loops,
        Thread::new,
        BusListener.NONE);
  }

  private int run(String... arguments) {
    return command.run(arguments);
  }

  @Test
  void theSheetAsData() throws Exception {
    try (SimulatedBus bus = packs(new BusEndpoint.Tcp("127.0.0.1", 0))) {
      String line = "127.0.0.1:" + bus.port();
      int code =
          run(
              "scan",
              "--tcp",
              line,
              "--packs",
              "2,3",
              "--protocol",
              "pace",
              "--listen",
              "1",
              "--rounds",
              "3",
              "--json");
      Map<String, @Nullable Object> sheet = Json.readObjects(command.out()).get(0);
      assertThat(code).as(command.out()).isZero();
      assertThat(sheet)
          .containsEntry("line", line)
          .containsEntry("protocol", "pace")
          .containsEntry("baud", 9600L)
          .containsEntry("switches", List.of())
          .containsKeys("verdict", "checks", "packs", "questions");
      assertThat(command.out())
          .contains(
              "{\"check\":\"addresses\",\"verdict\":\"pass\",\"says\":\"2 packs, at 2, 3, as"
                  + " expected\"}")
          .contains("\"address\":2,\"firmware\":\"SIM-1\",\"serial\":\"S2\"")
          .contains("\"voltage_mv\":52800,\"current_ma\":0,\"soc_cpct\":5000")
          .contains("\"round_trip_median_ms\":");
    }
  }

  @Test
  @Tag("pty")
  void switchesSetFromTheWrongEndAreDrawn() throws Exception {
    Process socat = cable();
    try (SimulatedBus bus =
        packs(
            new BusEndpoint.Serial(folder.resolve("B").toString(), 9600),
            BusFault.DIP_ORDER.at(3))) {
      int code =
          run(
              "scan",
              "--port",
              folder.resolve("A").toString(),
              "--packs",
              "2-3",
              "--protocol",
              "pace",
              "--rounds",
              "3",
              "--ascii");
      assertThat(bus.port()).isEqualTo(-1);
      assertThat(code).as(command.toString()).isEqualTo(ScanCommand.FAILED);
      assertThat(command.out().replaceAll("\\s+", " "))
          .contains(
              "a pack answers at 12 and none at 3: its switches were read from the wrong end."
                  + " Switch 1 counts 1, switch 4 counts 8: set the pack to address 3 (switches 1"
                  + " on, 2 on, 3 off, 4 off), then switch it off and on");
      assertThat(command.out())
          .contains(
              "   now: address 12            set: address 3\n"
                  + "   +--+--+--+--+            +--+--+--+--+\n"
                  + "ON |  |  |##|##|         ON |##|##|  |  |\n"
                  + "   |##|##|  |  |   -->      |  |  |##|##|\n"
                  + "   +--+--+--+--+            +--+--+--+--+\n"
                  + "     1  2  3  4               1  2  3  4\n")
          .contains("FAIL: ");
    } finally {
      socat.destroy();
    }
  }

  /**
   * Characters pass a pseudo-terminal at any rate; but the rate that was set can be read of it, and
   * these packs are deaf at any but theirs.
   */
  @Test
  @Tag("pty")
  void theRateAtWhichPacksAnswerIsFound() throws Exception {
    Process socat = cable();
    Path port = folder.resolve("A");
    if (rate(port).isEmpty()) {
      assertThat(System.getenv("BANKD_REQUIRE_PTY")).as("stty does not say the rate").isNull();
      Assumptions.abort("stty does not say the rate");
    }
    try (SimulatedBus bus =
        packs(new BusEndpoint.Serial(folder.resolve("B").toString(), 9600), new Deaf(port))) {
      String line = "--port " + port + " --packs 2,3 --protocol pace --listen 1 --rounds 3 --json";
      int code = run(("scan --baud auto " + line).split(" "));
      assertThat(bus.port()).isEqualTo(-1);
      assertThat(code).as(command.toString()).isZero();
      assertThat(Json.readObjects(command.out()).get(0)).containsEntry("baud", 115_200L);
    } finally {
      socat.destroy();
    }
  }

  /** The packs, which answer only while the scan's end of the line is set to 115200 Bd. */
  private record Deaf(Path port) implements PackSource {
    private boolean hears() {
      return rate(port).equals("115200");
    }

    @Override
    public @Nullable PackReading reading(PackAddress address) {
      return hears() ? PACKS.reading(address) : null;
    }

    @Override
    public @Nullable PackStatus status(PackAddress address) {
      return hears() ? PACKS.status(address) : null;
    }

    @Override
    public @Nullable PackIdentity identity(PackAddress address) {
      return hears() ? PACKS.identity(address) : null;
    }
  }

  /** “9600”, as stty reads it off the port; empty where it cannot. */
  private static String rate(Path port) {
    try {
      Process stty = new ProcessBuilder("stty", "-F", port.toString(), "speed").start();
      try (BufferedReader said = stty.inputReader()) {
        String line = said.readLine();
        return line == null ? "" : line.strip();
      }
    } catch (IOException e) {
      return "";
    }
  }

  private Process cable() throws IOException {
    if (!Files.isExecutable(Path.of("/usr/bin/socat"))) {
      assertThat(System.getenv("BANKD_REQUIRE_PTY")).as("socat is needed").isNull();
      Assumptions.abort("socat is not installed");
    }
    Process socat =
        new ProcessBuilder(
                "/usr/bin/socat",
                "-d",
                "-d",
                "pty,raw,echo=0,link=" + folder.resolve("A"),
                "pty,raw,echo=0,link=" + folder.resolve("B"))
            .redirectErrorStream(true)
            .start();
    var log = socat.inputReader();
    for (String said = log.readLine(); said != null; said = log.readLine()) {
      if (said.contains("starting data transfer loop")) {
        break;
      }
    }
    return socat;
  }

  @Test
  void aPortThatIsNotThereIsSaidAndEndsWith69() {
    assertThat(run("scan", "--port", "/nowhere/tty")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(command.err()).contains("/nowhere/tty: no such file, is the adaptor plugged in?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan | Missing required argument",
        "scan --port /dev/a --packs 1-4 | --packs: 1 is the master's own address",
        "scan --port /dev/a --packs 4-2 | --packs: “4-2” names no pack",
        "scan --port /dev/a --packs x | --packs: “x” is no list of addresses",
        "scan --port /dev/a --baud 96 | --baud: “96” is out of range",
        "scan --port /dev/a --protocol modbus | --protocol: “modbus” is unknown",
        "scan --tcp rfc2217://gateway:23 | --tcp: RFC 2217 and Telnet are not spoken",
        "scan --tcp gateway | --tcp: “gateway” is no host:port",
        "scan --tcp gateway:1 --baud auto | --baud auto: a gateway sets its line's rate itself",
      })
  void aWrongCommandLineEndsWith64(String line, String words) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(words);
  }
}
