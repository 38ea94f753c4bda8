package io.bankd.rs485;

import static io.bankd.rs485.ScriptedPeer.SILENCE;
import static io.bankd.rs485.ScriptedPeer.echoes;
import static io.bankd.rs485.ScriptedPeer.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.unit.Moment;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passed over a line is told again as the master told it then. */
@Timeout(30)
class RetoldLineTest {
  private static final BusTiming TIMING =
      BusTiming.serial(9600).withFirstCharacter(Duration.ofMillis(1500));

  private static final PackQuestion COUNT = new PackQuestion(PackAddress.of(2), Kind.COUNT);

  /** Writes down everything that a listener hears. */
  private record Diary(List<String> lines) implements BusListener {
    @Override
    public void exchanged(PackQuestion question, Exchange outcome) {
      lines.add(question + ": " + outcome);
    }

    @Override
    public void foreignRequest(int address, int code) {
      lines.add("foreign request to " + address);
    }

    @Override
    public void answeredByAnother(PackQuestion question, int address) {
      lines.add("answered by " + address);
    }

    @Override
    public void brokenOff(int address) {
      lines.add("broken off by " + address);
    }

    @Override
    public void echoRemoved() {
      lines.add("echo");
    }

    @Override
    public void overheard(FrameCandidate what) {
      lines.add("overheard " + what);
    }

    @Override
    public void telnetHeard() {
      lines.add("Telnet");
    }

    @Override
    public void noise(int characters) {
      lines.add("noise of " + characters);
    }
  }

  @Test
  void everyWayAQuestionCanEndIsToldAgain() throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    ScriptedPeer peer =
        new ScriptedPeer(
            loops,
            "retold",
            says(count(2, 1)),
            echoes(says(count(2, 3))),
            SILENCE,
            says("~2502460"),
            says("~25024600E00203FD00\r"),
            says(count(3, 1)),
            says("junk" + text(new PaceDialect().ask(COUNT)) + text(count(2, 5))),
            says(
                text(new PaceDialect().ask(new PackQuestion(PackAddress.of(7), Kind.ANALOG)))
                    + text(count(2, 6))),
            says("~25054600C040~250E46900000FD91\rE0020"));
    List<Consumer<RetoldLine>> tape = new CopyOnWriteArrayList<>();
    LineTap tap =
        new LineTap() {
          @Override
          public void sent(byte[] characters, Moment at) {
            tape.add(line -> line.sent(characters, at));
          }

          @Override
          public void heard(byte[] characters, Moment at) {
            tape.add(line -> line.heard(characters, at));
          }
        };
    Diary then = new Diary(new CopyOnWriteArrayList<>());
    BusListener ends =
        new BusListener() {
          @Override
          public void exchanged(PackQuestion question, Exchange outcome) {
            boolean silent = outcome instanceof Exchange.Silent;
            tape.add(silent ? RetoldLine::silent : RetoldLine::ended);
          }
        };
    try (Rs485Master master =
        new Rs485Master(
            new BusEndpoint.Local("retold"),
            new PaceDialect(),
            TIMING,
            loops,
            Thread::new,
            BusClock.real(System::nanoTime),
            BusListener.all(then, ends),
            tap)) {
      for (int i = 0; i < 9; i++) {
        master.ask(COUNT);
      }
    }
    peer.vanish();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);

    Diary now = new Diary(new ArrayList<>());
    RetoldLine line = new RetoldLine(new PaceDialect(), TIMING, now);
    tape.forEach(step -> step.accept(line));

    assertThat(then.lines).filteredOn(said -> said.startsWith("pack 2")).hasSize(9);
    assertThat(now.lines).containsExactlyElementsOf(then.lines);
  }

  @Test
  void aQuestionThatNobodyEndedIsOverWithTheNext() {
    Diary now = new Diary(new ArrayList<>());
    RetoldLine line = new RetoldLine(new PaceDialect(), TIMING, now);
    byte[] question = new PaceDialect().ask(COUNT).encode();

    line.sent(question, Moment.ofMillis(0));
    line.heard(count(2, 1).encode(), Moment.ofMillis(90));
    line.sent(question, Moment.ofMillis(200));
    line.heard(new byte[] {'~', '2'}, Moment.ofMillis(290));
    line.sent(question, Moment.ofMillis(900));
    line.gone("unplugged");

    assertThat(now.lines.get(0)).contains("Count[packs=1]").contains("PT0.09S");
    assertThat(now.lines.get(1)).contains("SHORT");
    assertThat(now.lines.get(2)).isEqualTo("noise of 2");
    assertThat(now.lines.get(3)).contains("unplugged");
  }

  @Test
  void aGatewaysTelnetIsRetoldForEachConnection() {
    Diary now = new Diary(new ArrayList<>());
    RetoldLine line = new RetoldLine(new PaceDialect(), TIMING, now);
    byte[] greeting = {-1, -5, 3, -1, -3, 44};
    for (int connection = 0; connection < 2; connection++) {
      line.heard(greeting, Moment.ofMillis(0));
      line.sent(new PaceDialect().ask(COUNT).encode(), Moment.ofMillis(10));
      line.heard(count(2, 1).encode(), Moment.ofMillis(90));
      line.gone("hung up");
    }
    assertThat(now.lines).filteredOn("Telnet"::equals).hasSize(2);
    assertThat(now.lines).noneMatch(said -> said.startsWith("noise"));
  }

  /** A late answer may be waiting to be looked at when the next question is put. */
  @Test
  void whatWasHeardBeforeTheQuestionIsNotItsAnswer() {
    Diary now = new Diary(new ArrayList<>());
    PaceDialect dialect = new PaceDialect();
    Conversation conversation =
        new Conversation(
            dialect,
            new Plausibility(),
            now,
            new Requests(dialect, now),
            new Latecomers(dialect, TIMING, now),
            COUNT,
            2,
            1_000);

    assertThat(conversation.take(count(2, 1), 999)).isNull();
    assertThat(conversation.take(count(2, 3), 1_001)).isInstanceOf(Exchange.Answered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pace", "pylon", "pylon-pace"})
  void everyQuestionAMasterPutsIsKnownAgainByItsCharacters(String name) {
    PackDialect dialect = PackDialects.named(name, 16).orElseThrow();
    for (int address = 0; address <= 15; address++) {
      for (Kind kind : List.of(Kind.ANALOG, Kind.STATUS, Kind.FIRMWARE, Kind.SERIAL)) {
        PackQuestion question = new PackQuestion(PackAddress.of(address), kind);
        assertThat(dialect.hear(dialect.ask(question))).isEqualTo(question);
      }
    }
  }

  private static AsciiFrame count(int address, int packs) {
    return AsciiFrame.of(0x25, address, 0x46, 0, (byte) packs);
  }

  private static String text(AsciiFrame frame) {
    return new String(frame.encode(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
