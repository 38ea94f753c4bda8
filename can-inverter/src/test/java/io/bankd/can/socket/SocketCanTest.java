package io.bankd.can.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterWatch;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real kernel, with can-utils and iproute2 on the other side; needs root. */
@Tag("socketcan")
class SocketCanTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final List<CanFrame> SET =
      Dialects.named("pylon12").orElseThrow().encode(BankStates.healthy().build());

  private final List<SocketCanBus> open = new ArrayList<>();

  @BeforeEach
  void needsSocketCan() {
    SocketCan.required();
    if (SocketCan.run("ip", "-o", "link").contains("vcan1")) {
      SocketCan.run("ip", "link", "del", "vcan1");
    }
    SocketCan.run("ip", "link", "add", "dev", "vcan1", "type", "vcan");
    SocketCan.run("ip", "link", "set", "vcan1", "up");
  }

  @AfterEach
  void close() {
    open.forEach(SocketCanBus::close);
  }

  private SocketCanBus bus() {
    SocketCanBus bus = new SocketCanBus("vcan1", System::nanoTime);
    open.add(bus);
    return bus;
  }

  /** A bus with its socket open. */
  private SocketCanBus listening() {
    SocketCanBus bus = bus();
    assertThat(bus.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
    return bus;
  }

  @Test
  void aSetIsHeardInOrderByAnotherSocketAndNotByItsSender() {
    SocketCanBus other = listening();
    SocketCanBus bank = listening();
    Spacing spacing = new Spacing(Spacing.DEFAULT_GAP, LockSupport::parkNanos);
    assertThat(bank.send(SET, spacing)).isEqualTo(new SendResult.Sent());
    for (CanFrame frame : SET) {
      assertThat(other.receive(LONG)).isEqualTo(new ReceiveResult.Heard(frame));
    }
    assertThat(bank.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
  }

  @Test
  void candumpPrintsTheSetAsWeDo() throws Exception {
    Process candump = SocketCan.start("candump", "-n", "6", "-T", "60000", "vcan1");
    SocketCanBus bank = bus();
    // candump says nothing when it is ready: send until it has its six frames.
    while (candump.isAlive()) {
      assertThat(bank.send(SET, Spacing.none())).isEqualTo(new SendResult.Sent());
      candump.waitFor(200, TimeUnit.MILLISECONDS);
    }
    List<CanFrame> heard =
        new String(candump.getInputStream().readAllBytes())
            .lines()
            .map(line -> CanFrame.parse(line).readable().orElseThrow())
            .toList();
    assertThat(heard).isEqualTo(SET);
  }

  @Test
  void hearsWhatCansendSends() {
    SocketCanBus bank = listening();
    SocketCan.run("cansend", "vcan1", "305#0000000000000000");
    assertThat(bank.receive(LONG))
        .isEqualTo(new ReceiveResult.Heard(CanFrame.of(0x305, new byte[8])));
  }

  @Test
  void ourIdentifierFromAnotherNodeIsAForeignBms() {
    SocketCanBus bank = listening();
    InverterWatch watch = new InverterWatch(Dialects.named("pylon12").orElseThrow());
    assertThat(bank.send(SET, Spacing.none())).isEqualTo(new SendResult.Sent());
    SocketCan.run("cansend", "vcan1", "351#3002DC05D007CC01");
    ReceiveResult.Heard heard = (ReceiveResult.Heard) bank.receive(LONG);
    watch.hear(heard.frame(), Moment.ofNanos(0));
    assertThat(watch.report(Moment.ofNanos(0)).foreign()).containsOnlyKeys(0x351);
    assertThat(bank.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
  }

  @Test
  void framesOfOthersThatAreNotOursAreNotTakenForOurs() {
    SocketCanBus bank = listening();
    SocketCan.run("cansend", "vcan1", "00000351#00");
    SocketCan.run("cansend", "vcan1", "351#R");
    SocketCan.run("cansend", "vcan1", "305#00");
    List<ReceiveResult> results =
        List.of(bank.receive(LONG), bank.receive(LONG), bank.receive(LONG));
    assertThat(results)
        .containsExactly(
            new ReceiveResult.Silence(),
            new ReceiveResult.Silence(),
            new ReceiveResult.Heard(CanFrame.ofHex(0x305, "00")));
  }

  @Test
  void anErrorFrameBecomesWords() {
    SocketCanBus bank = listening();
    SocketCan.run("cansend", "vcan1", "20000040#0000000000000000");
    assertThat(bank.receive(LONG))
        .isEqualTo(
            new ReceiveResult.BusTrouble(
                "bus-off: the controller has left the bus (short, wrong bit rate?)"));
  }

  @Test
  void anInterfaceThatIsDownSaysSoAndWorksAgainWhenUp() {
    SocketCanBus bank = listening();
    SocketCan.run("ip", "link", "set", "vcan1", "down");
    SendResult.Down down =
        new SendResult.Down("vcan1 is down; bring it up with: ip link set vcan1 up");
    assertThat(bank.send(SET, Spacing.none())).isEqualTo(down);
    SocketCan.run("ip", "link", "set", "vcan1", "up");
    assertThat(bank.send(SET, Spacing.none())).isEqualTo(new SendResult.Sent());
  }

  @Test
  void anInterfaceThatWasDownBetweenTwoSetsCostsNone() {
    SocketCanBus bank = listening();
    SocketCan.run("ip", "link", "set", "vcan1", "down");
    SocketCan.run("ip", "link", "set", "vcan1", "up");
    assertThat(bank.send(SET, Spacing.none())).isEqualTo(new SendResult.Sent());
  }

  /** Eight frames a second get out and a few may wait: as if nobody acknowledged. */
  @Test
  void aFullQueueDropsTheRestOfTheSetAndTakesTheNextWhenItCan() {
    SocketCan.tokenBucketRequired();
    SocketCanBus bank = listening();
    SocketCan.run("tc qdisc add dev vcan1 root tbf rate 1kbit burst 32 limit 64".split(" "));
    List<CanFrame> many = Collections.nCopies(20, SET.get(0));
    SendResult.QueueFull full = (SendResult.QueueFull) bank.send(many, Spacing.none());
    assertThat(full.sentFrames()).isBetween(1, 19);
    assertThat(bank.send(many, Spacing.none())).isInstanceOf(SendResult.QueueFull.class);
    SocketCan.run("tc", "qdisc", "del", "dev", "vcan1", "root");
    assertThat(bank.send(many, Spacing.none())).isEqualTo(new SendResult.Sent());
  }

  @Test
  void aDeletedInterfaceIsNoticedByTheSenderAndReopened() {
    SocketCanBus bank = listening();
    SocketCan.run("ip", "link", "del", "vcan1");
    assertThat(bank.send(SET, Spacing.none())).isInstanceOf(SendResult.Down.class);
    recreate();
    assertThat(untilSent(bank)).isEqualTo(new SendResult.Sent());
  }

  @Test
  void aDeletedInterfaceIsNoticedByTheReaderAndReopened() {
    SocketCanBus bank = listening();
    SocketCan.run("ip", "link", "del", "vcan1");
    recreate();
    ReceiveResult result = bank.receive(LONG);
    assertThat(result).isInstanceOf(ReceiveResult.Down.class);
    assertThat(untilSent(bank)).isEqualTo(new SendResult.Sent());
    SocketCan.run("cansend", "vcan1", "305#00");
    assertThat(bank.receive(LONG)).isEqualTo(new ReceiveResult.Heard(CanFrame.ofHex(0x305, "00")));
  }

  /** A renamed interface gives no error: only its name tells that the socket hears another wire. */
  @Test
  void anInterfaceReplacedByAnotherOfItsNameIsNoticedInSilence() {
    SocketCanBus bank = listening();
    SocketCan.run("ip", "link", "set", "vcan1", "down");
    SocketCan.run("ip", "link", "set", "vcan1", "name", "vcan7");
    SocketCan.run("ip", "link", "set", "vcan7", "up");
    try {
      recreate();
      assertThat(down(bank.receive(LONG))).startsWith("vcan1 is down");
      assertThat(down(bank.receive(LONG))).startsWith("vcan1 does not exist");
      assertThat(untilSent(bank)).isEqualTo(new SendResult.Sent());
      SocketCan.run("cansend", "vcan1", "305#00");
      assertThat(bank.receive(LONG))
          .isEqualTo(new ReceiveResult.Heard(CanFrame.ofHex(0x305, "00")));
    } finally {
      SocketCan.run("ip", "link", "del", "vcan7");
    }
  }

  private static String down(ReceiveResult result) {
    return ((ReceiveResult.Down) result).why();
  }

  @Test
  void opensAnInterfaceThatComesLater() {
    SocketCan.run("ip", "link", "del", "vcan1");
    SocketCanBus bank = bus();
    assertThat(bank.send(SET, Spacing.none())).isInstanceOf(SendResult.Down.class);
    recreate();
    assertThat(untilSent(bank)).isEqualTo(new SendResult.Sent());
  }

  @Test
  void closingWakesTheReader() throws Exception {
    SocketCanBus bank = listening();
    CompletableFuture<ReceiveResult> reader =
        CompletableFuture.supplyAsync(() -> bank.receive(Duration.ofMinutes(5)));
    bank.close();
    assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(new ReceiveResult.Closed());
  }

  private static void recreate() {
    SocketCan.run("ip", "link", "add", "dev", "vcan1", "type", "vcan");
    SocketCan.run("ip", "link", "set", "vcan1", "up");
  }

  /** Tries for as long as the back-off may take; waiting for a frame is how time passes here. */
  private static SendResult untilSent(SocketCanBus bank) {
    SendResult result = bank.send(SET, Spacing.none());
    for (int i = 0; i < 100 && !result.complete(); i++) {
      bank.receive(SHORT);
      result = bank.send(SET, Spacing.none());
    }
    return result;
  }
}
