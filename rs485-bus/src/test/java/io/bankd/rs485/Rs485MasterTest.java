package io.bankd.rs485;

import static io.bankd.rs485.ScriptedPeer.SILENCE;
import static io.bankd.rs485.ScriptedPeer.echoes;
import static io.bankd.rs485.ScriptedPeer.hangsUp;
import static io.bankd.rs485.ScriptedPeer.later;
import static io.bankd.rs485.ScriptedPeer.says;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.unit.Moment;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master and the line's other end, which does what the script says. */
@Timeout(30)
class Rs485MasterTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final PackQuestion COUNT_2 = new PackQuestion(PackAddress.of(2), Kind.COUNT);
  private static final PackQuestion COUNT_3 = new PackQuestion(PackAddress.of(3), Kind.COUNT);

  private static final PackQuestion PROBE_2 = new PackQuestion(PackAddress.of(2), Kind.COUNT, true);

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final String name = "line-" + NAMES.incrementAndGet();

  private final BusListener listener =
      new BusListener() {
        @Override
        public void foreignRequest(int address, int code) {
          told.add("foreign request to " + address + String.format(", command %02X", code));
        }

        @Override
        public void answeredByAnother(PackQuestion question, int address) {
          told.add(question + " answered by " + address);
        }

        @Override
        public void late(PackQuestion question, Duration after) {
          told.add("late: " + question);
        }

        @Override
        public void echoRemoved() {
          told.add("echo");
        }

        @Override
        public void brokenOff(int address) {
          told.add("broken off by " + address);
        }

        @Override
        public void noise(int characters) {
          told.add("noise of " + characters);
        }

        @Override
        public void portOpened(BusEndpoint endpoint) {
          told.add("opened " + endpoint);
        }

        @Override
        public void portLost(BusEndpoint endpoint, String why) {
          told.add("lost " + endpoint);
        }
      };

  private final Rs485Master master =
      new Rs485Master(
          new BusEndpoint.Local(name),
          new PaceDialect(),
          BusTiming.serial(9600).withFirstCharacter(Duration.ofMillis(300)),
          loops,
          Thread::new,
          BusClock.real(System::nanoTime),
          listener);

  private @Nullable ScriptedPeer otherEnd;

  @AfterEach
  void end() {
    master.close();
    if (otherEnd != null) {
      otherEnd.vanish();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** A count that tells one answer from another. */
  private static AsciiFrame count(int address, int packs) {
    return AsciiFrame.of(0x25, address, 0x46, 0, (byte) packs);
  }

  private static void assertCounts(Exchange outcome, int packs) {
    assertThat(outcome).isInstanceOf(Exchange.Answered.class);
    assertThat(((Exchange.Answered) outcome).reply()).isEqualTo(new PackReply.Count(packs));
  }

  private ScriptedPeer peer(ScriptedPeer.Act... acts) {
    ScriptedPeer made = new ScriptedPeer(loops, name, acts);
    otherEnd = made;
    return made;
  }

  @Test
  void anAnswerEndsTheQuestion() {
    peer(says(count(2, 7)));
    assertCounts(master.ask(COUNT_2), 7);
    assertThat(told).containsExactly("opened local " + name);
  }

  @Test
  void silenceEndsItAfterItsTimeOutAndTheNextIsAsked() {
    peer(SILENCE, says(count(3, 1)));
    long start = System.nanoTime();
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    assertCounts(master.ask(COUNT_3), 1);
  }

  @Test
  void aProbeIsOverSooner() {
    peer(later(4_000, says(count(2, 1))));
    try (Rs485Master patient =
        new Rs485Master(
            new BusEndpoint.Local(name),
            new PaceDialect(),
            BusTiming.serial(9600).withFirstCharacter(Duration.ofSeconds(20)),
            loops,
            Thread::new,
            BusClock.real(System::nanoTime),
            listener)) {
      assertThat(patient.ask(PROBE_2)).isEqualTo(new Exchange.Silent());
    }
  }

  @Test
  void aLateAnswerToAProbeIsNobodysElse() {
    peer(SILENCE, says(count(2, 9), count(3, 1)));
    assertThat(master.ask(PROBE_2)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_3), 1);
    assertThat(told).contains("late: pack 2 count").noneMatch(what -> what.contains("answered by"));
  }

  @Test
  void ofTwoAnswersTheFirstIsTheEarlierQuestions() {
    peer(SILENCE, says(count(2, 9), count(2, 1)));
    assertThat(master.ask(PROBE_2)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).contains("late: pack 2 count");
  }

  @Test
  void anAnswerThatIsTheOnlyOneIsTakenForTheQuestionAskedLast() {
    peer(SILENCE, says(count(2, 7)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_2), 7);
  }

  /** Behind a gateway that is slower than any pack may be. */
  @Test
  void whatComesLateIsAsOldAsItsOwnQuestionAndNobodyIsBlamed() {
    peer(SILENCE, says(count(2, 1)), says(count(3, 1)), says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    assertThat(master.ask(COUNT_3)).isEqualTo(new Exchange.Silent());
    Moment asked = Moment.ofNanos(System.nanoTime());
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    Moment again = Moment.ofNanos(System.nanoTime());
    Exchange last = master.ask(COUNT_2);
    assertCounts(last, 1);
    assertThat(((Exchange.Answered) last).at().since(asked)).isPositive();
    assertThat(again.since(((Exchange.Answered) last).at())).isPositive();
    assertThat(told)
        .startsWith("opened local " + name, "late: pack 2 count", "late: pack 3 count")
        .noneMatch(what -> what.contains("answered by"));
  }

  /** Twice too late, and from then on in time because it is waited for; but it is said. */
  @Test
  void anAnswerThatComesAfterThePatienceIsWaitedForTheNextTime() {
    ScriptedPeer.Act slow = (line, request) -> later(450, says(count(2, 1))).on(line, request);
    peer(slow, SILENCE, slow, says(count(3, 1)), slow);
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    assertThat(master.ask(COUNT_3)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).filteredOn("late: pack 2 count"::equals).hasSize(2);
  }

  /** The version comes late, when the serial number is asked: both are texts. */
  @Test
  void aLateTextIsNotTakenForTheTextThatIsAskedNow() {
    byte[] text = "V1                  ".getBytes(ISO_8859_1);
    peer(SILENCE, says(AsciiFrame.of(0x25, 2, 0x46, 0, text)));
    for (Kind kind : List.of(Kind.FIRMWARE, Kind.SERIAL)) {
      assertThat(master.ask(new PackQuestion(PackAddress.of(2), kind)))
          .isEqualTo(new Exchange.Silent());
    }
    assertThat(told).contains("late: pack 2 firmware");
  }

  @Test
  void aLateAnswerIsDrainedAndNeverTakenForTheNext() {
    peer(later(360, says(count(2, 9))), says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_2), 1);
  }

  @Test
  void ourOwnRequestComingBackIsDroppedOnce() {
    peer(echoes(later(80, says(count(2, 3)))));
    assertCounts(master.ask(COUNT_2), 3);
    assertThat(told).contains("echo");
  }

  @Test
  void anEchoThatComesAfterAProbeIsOverIsNoSecondMaster() {
    peer(
        echoes(says(count(2, 1))),
        later(260, echoes(ScriptedPeer.SILENCE)),
        later(200, says(count(3, 1))));
    assertCounts(master.ask(COUNT_2), 1);
    PackQuestion probe = new PackQuestion(PackAddress.of(2), Kind.COUNT, true);
    assertThat(master.ask(probe)).isEqualTo(new Exchange.Silent());
    assertCounts(master.ask(COUNT_3), 1);
    assertThat(told).contains("echo").noneMatch(what -> what.startsWith("foreign"));
  }

  @Test
  void aSecondMastersRequestIsToldAndNotTakenForAnAnswer() {

    peer(
        (line, request) -> {
          says("~250E46900000FD91\r").on(line, request);
          says(count(2, 1)).on(line, request);
        });
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).contains("foreign request to 14, command 90");
  }

  @Test
  void aQuestionThatSomebodyTalkedOverIsNoSilence() {
    peer(
        (line, request) -> says("~250246~250E46900000FD91\rE0020").on(line, request),
        says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Garbled(FrameFault.NO_SOI));
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).contains("foreign request to 14, command 90");
  }

  @Test
  void besideAnotherMasterTheLineIsQuietBeforeAQuestion() {
    AtomicLong before = new AtomicLong();
    AtomicLong asked = new AtomicLong();
    peer(
        (line, request) -> {
          says("~250E46900000FD91\r").on(line, request);
          says(count(2, 1)).on(line, request);
          // The other's question goes on while we would like to ask ours.
          later(60, says(count(14, 1))).on(line, request);
          later(60, (l, r) -> before.set(System.nanoTime())).on(line, request);
        },
        (line, request) -> {
          asked.set(System.nanoTime());
          says(count(3, 1)).on(line, request);
        });
    assertCounts(master.ask(COUNT_2), 1);
    assertCounts(master.ask(COUNT_3), 1);
    assertThat(before.get()).isPositive();
    assertThat(Duration.ofNanos(asked.get() - before.get())).isPositive();
  }

  @Test
  void anAnswerThatIsBegunAndNotEndedIsToldByItsHead() {
    peer(says("~25054600C040~2502460"), says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Garbled(FrameFault.SHORT));
    assertThat(told).contains("broken off by 5");
  }

  @Test
  void anotherPacksAnswerIsRefused() {
    peer(says(count(3, 1)), says(count(2, 1)));
    assertThat(master.ask(COUNT_2))
        .isEqualTo(new Exchange.Refused(Refusal.WRONG_ADDRESS, "address 2 asked, 3 answered"));
    assertThat(told).contains("pack 2 count answered by 3");
    assertCounts(master.ask(COUNT_2), 1);
  }

  @Test
  void aDamagedAnswerIsGarbledAndItsRestIsDrained() {

    peer(
        (line, request) -> {
          says("~25024600E00207FD36\r").on(line, request);
          later(40, says(count(2, 9))).on(line, request);
        },
        says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Garbled(FrameFault.CHKSUM));
    assertCounts(master.ask(COUNT_2), 1);
  }

  @Test
  void anAnswerThatBreaksOffIsGarbledBeforeTheTimeOut() {
    peer(says("~25024600E0"), says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.Garbled(FrameFault.SHORT));
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).contains("noise of 11");
  }

  @Test
  void noiseIsToldAndDoesNotEndTheQuestion() {

    peer(
        (line, request) -> {
          says("\u00F0\u00FF").on(line, request);
          later(120, says(count(2, 1))).on(line, request);
        });
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(told).contains("noise of 2");
  }

  @Test
  void aLineThatEndsIsOpenedAnewWithinTwoSeconds() {
    ScriptedPeer peer = peer(hangsUp(), says(count(2, 1)));
    assertThat(master.ask(COUNT_2)).isInstanceOf(Exchange.PortGone.class);
    peer.vanish();
    assertThat(master.ask(COUNT_2)).isInstanceOf(Exchange.PortGone.class);
    assertThat(master.ask(COUNT_2)).isInstanceOf(Exchange.PortGone.class);
    peer.listen();
    long start = System.nanoTime();
    assertCounts(master.ask(COUNT_2), 1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(told).startsWith("opened local " + name, "lost local " + name);
    assertThat(told).endsWith("opened local " + name);
  }

  @Test
  void closingEndsAQuestionUnderWay() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    peer((line, request) -> heard.countDown());
    AtomicReference<Exchange> outcome = new AtomicReference<>();
    Thread polling = new Thread(() -> outcome.set(master.ask(COUNT_2)), "polling");
    polling.start();
    assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    master.close();
    polling.join(5_000);
    assertThat(outcome.get()).isEqualTo(new Exchange.PortGone("the line was closed"));
    assertThat(master.ask(COUNT_2)).isEqualTo(new Exchange.PortGone("the line was closed"));
  }

  @Test
  void anInterruptEndsAQuestionAndStaysSet() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    peer((line, request) -> heard.countDown());
    AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
    Thread polling =
        new Thread(
            () -> {
              master.ask(COUNT_2);
              interrupted.set(Thread.currentThread().isInterrupted());
            },
            "polling");
    polling.start();
    assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    polling.interrupt();
    polling.join(5_000);
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void anAnswerHeldUpByABusyMachineCountsWhereTimeRunsFast() {
    AtomicLong time = new AtomicLong();
    peer(
        (line, request) -> {
          // 40 ms of the world, which at this speed is longer than a pack may take.
          time.addAndGet(Duration.ofMillis(20 * 40).toNanos());
          later(80, says(count(2, 1))).on(line, request);
        });
    try (Rs485Master hurried =
        new Rs485Master(
            new BusEndpoint.Local(name),
            new PaceDialect(),
            BusTiming.serial(9600),
            loops,
            Thread::new,
            new BusClock(time::get, 20),
            listener)) {
      assertCounts(hurried.ask(COUNT_2), 1);
    }
  }

  /** The process was stopped in mid-look: what waited in the kernel is no answer to anything. */
  @Test
  void whatWaitedWhileNobodyLookedIsNoAnswerToTheNextQuestion() {
    AtomicLong stopped = new AtomicLong();
    otherEnd =
        new ScriptedPeer(loops, name, later(250, says(count(2, 1))), later(200, says(count(2, 9))));
    Rs485Master stalled =
        new Rs485Master(
            new BusEndpoint.Local(name),
            new PaceDialect(),
            BusTiming.serial(9600).withCharacterGap(Duration.ofSeconds(1)),
            loops,
            Thread::new,
            BusClock.real(() -> System.nanoTime() + stopped.get()),
            listener);
    try (stalled) {
      assertThat(stalled.ask(PROBE_2)).isEqualTo(new Exchange.Silent());
      stopped.set(TimeUnit.SECONDS.toNanos(60));
      assertCounts(stalled.ask(COUNT_2), 9);
    }
  }
}
