package io.bankd.rs485.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.Rs485Master;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.pylon.PylonDialect;
import io.bankd.rs485.sim.BusFault;
import io.bankd.rs485.sim.PackSource;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.rs485.sim.StillPacks;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four packs at 2 to 5 on a bus with one thing wrong, and what the integrator is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BusScanTest {
  private static final double SPEED = 6;
  private static final BusTiming WIRE = BusTiming.serial(9600);
  private static final BusClock CLOCK =
      new BusClock(() -> (long) (System.nanoTime() * SPEED), SPEED);
  private static final List<PackAddress> EXPECTED =
      IntStream.rangeClosed(2, 5).mapToObj(PackAddress::of).toList();

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());

  private static final PackSource PACKS = StillPacks.at(EXPECTED::contains);

  /** All of them are scanned side by side: a scan mostly waits. */
  private final ExecutorService scans = Executors.newFixedThreadPool(6);

  private final Map<BusFault, Future<ScanSheet>> sheets = new EnumMap<>(BusFault.class);

  @BeforeAll
  void begin() {
    for (BusFault fault : BusFault.values()) {
      sheets.put(fault, scans.submit(() -> scan(new PaceDialect(), List.of(fault.at(3)))));
    }
  }

  @AfterAll
  void end() {
    scans.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private ScanSheet scan(PackDialect spoken, List<BusFault.Placed> faults) {
    return scan(spoken, PACKS, faults, EXPECTED);
  }

  private ScanSheet scan(
      PackDialect spoken,
      PackSource packs,
      List<BusFault.Placed> faults,
      List<PackAddress> expected) {
    BusEndpoint line = new BusEndpoint.Local("scan " + spoken.name() + faults + expected.size());
    try (SimulatedBus bus =
        SimulatedBus.open(
            line, spoken, packs, faults, WIRE, CLOCK, loops, Thread::new, BusListener.NONE)) {
      assertThat(bus.port()).isEqualTo(-1);
      return ((BusScan.Result.Done) scan(line, expected)).sheet();
    }
  }

  private BusScan.Result scan(BusEndpoint line, List<PackAddress> expected) {
    return new BusScan(
            (way, listener) ->
                new Rs485Master(
                    line, way.dialect(), way.timing(), loops, Thread::new, CLOCK, listener),
            BusScan.Effort.USUAL,
            progress -> {})
        .run(
            List.of(
                new BusScan.Way(new PaceDialect(), WIRE),
                new BusScan.Way(PylonDialect.of(16), WIRE)),
            expected);
  }

  private ScanSheet sheet(BusFault fault) {
    try {
      return Objects.requireNonNull(sheets.get(fault)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static String words(ScanSheet sheet, Verdict verdict, String name) {
    return sheet.checks().stream()
        .filter(check -> check.verdict() == verdict && check.name().equals(name))
        .map(Check::says)
        .collect(Collectors.joining("\n"));
  }

  private String fails(String name, BusFault fault) {
    return words(sheet(fault), Verdict.FAIL, name);
  }

  private String alerts(String name, BusFault fault) {
    return words(sheet(fault), Verdict.ATTENTION, name);
  }

  @Test
  void aSoundBusFailsNothing() {
    ScanSheet sheet = scan(new PaceDialect(), List.of());
    assertThat(sheet.verdict()).isNotEqualTo(Verdict.FAIL);
    assertThat(words(sheet, Verdict.PASS, "addresses"))
        .isEqualTo("4 packs, at 2, 3, 4, 5, as expected");
    assertThat(sheet.packs())
        .extracting(ScanSheet.Pack::serial)
        .containsExactly("S2", "S3", "S4", "S5");
    assertThat(sheet.changes()).isEmpty();
  }

  /**
   * A machine that has other work hears nothing in time, now and then and several times in a row.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPackThatIsHeardLateInTheScanIsNotCalledAbsent(boolean named) {
    AtomicInteger asked = new AtomicInteger();
    PackSource packs =
        StillPacks.at(
            address ->
                EXPECTED.contains(address)
                    && (address.value() != 5 || asked.incrementAndGet() > 4));
    ScanSheet sheet = scan(new PaceDialect(), packs, List.of(), named ? EXPECTED : List.of());
    assertThat(words(sheet, Verdict.PASS, "addresses")).startsWith("4 packs, at 2, 3, 4, 5");
    assertThat(sheet.packs().get(3).bad())
        .as("what was not heard is counted")
        .isGreaterThanOrEqualTo(4);
    assertThat(sheet.packs().get(3).serial()).isEqualTo("S5");
  }

  @Test
  void packsThatSpeakAnotherProtocolAreFoundInIt() {
    ScanSheet sheet = scan(PylonDialect.of(16), List.of());
    assertThat(sheet.protocol()).isEqualTo("pylon");
    assertThat(sheet.packs()).hasSize(4);
  }

  /** Three lines stand for one at three rates: at the wrong ones it is unreadable, or dead. */
  @Test
  void packsAtAnotherRateAreFoundAtTheirs() {
    BusEndpoint noise = new BusEndpoint.Local("scan at 9600");
    BusEndpoint right = new BusEndpoint.Local("scan at 19200");
    PackSource nobody = StillPacks.at(address -> false);
    BusEndpoint dead = new BusEndpoint.Local("scan at 115200");
    PaceDialect pace = new PaceDialect();
    List<String> tried = new ArrayList<>();
    try (SimulatedBus wrong =
            SimulatedBus.open(
                noise,
                pace,
                PACKS,
                List.of(BusFault.NOISE.at(3)),
                WIRE,
                CLOCK,
                loops,
                Thread::new,
                BusListener.NONE);
        SimulatedBus silent =
            SimulatedBus.open(dead, pace, nobody, WIRE, CLOCK, loops, Thread::new);
        SimulatedBus sound =
            SimulatedBus.open(right, pace, PACKS, WIRE, CLOCK, loops, Thread::new)) {
      assertThat(List.of(wrong.port(), silent.port(), sound.port())).containsOnly(-1);
      BusScan scan =
          new BusScan(
              (way, listener) ->
                  new Rs485Master(
                      new BusEndpoint.Local("scan at " + way.timing().baud()),
                      way.dialect(),
                      way.timing(),
                      loops,
                      Thread::new,
                      CLOCK,
                      listener),
              BusScan.Effort.USUAL,
              tried::add);
      List<BusScan.Way> ways =
          Stream.of(9600, 115_200, 19_200)
              .map(rate -> new BusScan.Way(pace, BusTiming.serial(rate)))
              .toList();
      ScanSheet sheet = ((BusScan.Result.Done) scan.run(ways, EXPECTED)).sheet();

      assertThat(tried)
          .containsSubsequence(
              "asking addresses 0 to 15 in pace at 9600 Bd",
              "asking addresses 0 to 15 in pace at 115200 Bd",
              "asking addresses 0 to 15 in pace at 19200 Bd",
              "reading 4 addresses");
      assertThat(sheet.baud()).isEqualTo(19_200);
      assertThat(sheet.packs()).hasSize(4);
      assertThat(words(sheet, Verdict.FAIL, "line")).as("only that line counts").isEmpty();
    }
  }

  @Test
  void anotherMaster() {
    assertThat(fails("master", BusFault.SECOND_MASTER))
        .startsWith("another master asks the packs")
        .endsWith(", and to let it speak 6 rounds of reading were left out");
    assertThat(words(sheet(BusFault.SECOND_MASTER), Verdict.PASS, "addresses"))
        .as("what is talked over hides nobody")
        .isEqualTo("4 packs, at 2, 3, 4, 5, as expected");
  }

  @Test
  void twoPacksOnOneAddress() {
    assertThat(fails("addresses", BusFault.DUPLICATE_ADDRESS))
        .startsWith("two packs seem to be set to address 3 (switches 1 on, 2 on, 3 off, 4 off)");
  }

  @Test
  void aPackThatAnswersForAnother() {
    assertThat(fails("addresses", BusFault.WRONG_ADDRESS))
        .startsWith("address 3 was asked and 9 answered; its data is not used.");
  }

  @Test
  void aPackAtAnAddressWhereNoneShouldBe() {
    ScanSheet sheet = sheet(BusFault.MOVED_PACK);
    assertThat(words(sheet, Verdict.FAIL, "addresses"))
        .isEqualTo(
            "a pack answers at 9, where none should be. Set it to address 3 (switches 1 on, 2 on,"
                + " 3 off, 4 off), where none is, then switch it off and on");
    assertThat(sheet.changes())
        .containsExactly(new DipChange(PackAddress.of(9), PackAddress.of(3)));
  }

  @Test
  void switchesReadFromTheWrongEnd() {
    ScanSheet sheet = sheet(BusFault.DIP_ORDER);
    assertThat(words(sheet, Verdict.FAIL, "addresses"))
        .startsWith(
            "a pack answers at 12 and none at 3: its switches were read from the wrong end");
    assertThat(sheet.changes())
        .containsExactly(new DipChange(PackAddress.of(12), PackAddress.of(3)));
  }

  @Test
  void aPackAtTheMastersAddress() {
    ScanSheet sheet = sheet(BusFault.ADDRESS_1);
    assertThat(words(sheet, Verdict.FAIL, "master")).startsWith("another master asks the packs");
    assertThat(words(sheet, Verdict.FAIL, "addresses"))
        .startsWith("a pack is set to address 1 (switches 1 on, 2 off, 3 off, 4 off)");
  }

  @Test
  void aPackAtZero() {
    assertThat(fails("addresses", BusFault.ADDRESS_0))
        .startsWith("a pack answers at 0, which is a pack that was alone");
  }

  @Test
  void aPackThatIsOff() {
    assertThat(fails("addresses", BusFault.MISSING_PACK))
        .startsWith("nobody answers at address 3 (switches 1 on, 2 on, 3 off, 4 off)");
  }

  @Test
  void aPackThatStandsTooLowToBePutInParallel() {
    assertThat(fails("voltage", BusFault.VOLTAGE_SPREAD))
        .isEqualTo(
            "51.25…52.88 V, 1.63 V apart: put in parallel now, up to 136 A would flow between them,"
                + " above the over-current protection. Do not connect them yet: charge pack 3 by"
                + " itself first, until it is within 0.60 V of pack 5");
  }

  @Test
  void anAdaptorThatHearsItself() {
    assertThat(alerts("echo", BusFault.ECHO)).startsWith("the adaptor hears its own words");
    assertThat(words(sheet(BusFault.ECHO), Verdict.PASS, "master"))
        .isEqualTo("nobody else asks the packs");
  }

  @Test
  void nothingButNoise() {
    assertThat(fails("line", BusFault.NOISE))
        .startsWith("characters are heard but never a whole answer. Are A and B swapped");
  }

  @Test
  void aGatewayThatSpeaksTelnet() {
    assertThat(alerts("line", BusFault.TELNET))
        .startsWith("the gateway speaks Telnet (RFC 2217)")
        .contains("Set its port to raw TCP");
    assertThat(alerts("quiet", BusFault.TELNET)).as("its greeting is no noise").isEmpty();
    assertThat(sheet(BusFault.TELNET).packs()).hasSize(4);
  }

  @Test
  void aPackThatTalksUnasked() {
    assertThat(fails("quiet", BusFault.BABBLE)).startsWith("address 3 talks without being asked");
  }

  @Test
  void aLineWithoutItsResistors() {
    assertThat(fails("line", BusFault.REFLECTIONS))
        .contains("this looks like a line without termination")
        .contains("120 Ω resistor at each end");
  }

  @Test
  void anAnswerInTenDamaged() {
    assertThat(fails("line", BusFault.CORRUPT)).contains("answers come damaged now and again");
  }

  @Test
  void slowPacks() {
    assertThat(alerts("latency", BusFault.SLOW)).startsWith("slow answers from 2, 3, 4, 5");
  }

  /** The same in words as what a daemon finds, and nobody is told to move a switch. */
  @Test
  void slowPacksAreNobodyElse() {
    ScanSheet sheet = sheet(BusFault.SLOW);
    assertThat(words(sheet, Verdict.FAIL, "addresses")).isEmpty();
    assertThat(words(sheet, Verdict.FAIL, "line")).isEmpty();
    assertThat(sheet.changes()).isEmpty();
    assertThat(sheet.packs())
        .extracting(ScanSheet.Pack::serial)
        .containsExactly("S2", "S3", "S4", "S5");
  }

  @Test
  void aLineThatIsNotThere() {
    assertThat(scan(new BusEndpoint.Local("nowhere"), EXPECTED))
        .isInstanceOf(BusScan.Result.NoLine.class);
  }
}
