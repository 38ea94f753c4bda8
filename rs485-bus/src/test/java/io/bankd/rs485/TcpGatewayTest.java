package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.pace.PaceDialect;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A serial server on the network and what it does to those who rely on it. */
@Timeout(60)
class TcpGatewayTest {
  private static final PackQuestion COUNT = new PackQuestion(PackAddress.of(2), Kind.COUNT);
  private static final byte[] ANSWER = AsciiFrame.of(0x25, 2, 0x46, 0, (byte) 7).encode();
  private static final byte[] STALE = AsciiFrame.of(0x25, 2, 0x46, 0, (byte) 3).encode();

  /** Twenty times as fast as the world, so that waits are short. */
  private static final BusClock CLOCK = new BusClock(() -> 20 * System.nanoTime(), 20);

  /** One call after the other, each served by what it is given. */
  private interface Service {
    void serve(Socket call) throws IOException;
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Socket> calls = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ServerSocket gateway;

  TcpGatewayTest() throws IOException {
    gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    gateway.close();
    for (Socket call : calls) {
      call.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private Rs485Master master(Service... services) {
    Thread server =
        new Thread(
            () -> {
              try {
                for (Service service : services) {
                  Socket call = gateway.accept();
                  calls.add(call);
                  service.serve(call);
                }
              } catch (IOException end) {
                // The test is over.
              }
            });
    server.setDaemon(true);
    server.start();
    return new Rs485Master(
        new BusEndpoint.Tcp("127.0.0.1", gateway.getLocalPort()),
        new PaceDialect(),
        BusTiming.tcp(9600),
        loops,
        Thread::new,
        CLOCK,
        new BusListener() {
          @Override
          public void telnetHeard() {
            told.add("Telnet");
          }

          @Override
          public void noise(int characters) {
            told.add("noise of " + characters);
          }

          @Override
          public void portLost(BusEndpoint endpoint, String why) {
            told.add("lost: " + why);
          }
        });
  }

  /** Answers every request until the caller hangs up. */
  private static void answers(Socket call) throws IOException {
    InputStream in = call.getInputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\r') {
        call.getOutputStream().write(ANSWER);
      }
    }
  }

  private static void negotiates(Socket call) throws IOException {
    call.getOutputStream().write(new byte[] {-1, -5, 3, -1, -5, 1, -1, -3, 44});
    answers(call);
  }

  @Test
  void aGatewayThatLostItsPowerIsCalledAnew() {
    try (Rs485Master master = master(call -> {}, call -> call.close(), TcpGatewayTest::answers)) {
      List<Exchange> outcomes = new ArrayList<>();
      do {
        outcomes.add(master.ask(COUNT));
      } while (!(outcomes.get(outcomes.size() - 1) instanceof Exchange.Answered));

      assertThat(outcomes.subList(0, 19)).containsOnly(new Exchange.Silent());
      assertThat(outcomes.get(19))
          .isEqualTo(new Exchange.PortGone("nothing heard in 20 questions, calling anew"));
      assertThat(told).startsWith("lost: nothing heard in 20 questions, calling anew");
    }
  }

  @Test
  void aGatewayThatSpeaksTelnetIsToldAndItsPacksAreRead() {
    try (Rs485Master master = master(TcpGatewayTest::negotiates)) {
      master.listen(Duration.ofSeconds(10));
      for (int i = 0; i < 3; i++) {
        assertThat(master.ask(COUNT)).isInstanceOf(Exchange.Answered.class);
      }
    }
    assertThat(told).containsExactly("Telnet");
  }

  @Test
  void whyAGatewayCannotBeReachedIsSaidInWords() throws IOException {
    gateway.close();
    try (Rs485Master master = master()) {
      assertThat(((Exchange.PortGone) master.ask(COUNT)).why()).contains("Connection refused");
    }
    Rs485Master nowhere =
        new Rs485Master(
            new BusEndpoint.Tcp("gateway.invalid", 8899),
            new PaceDialect(),
            BusTiming.tcp(9600),
            loops,
            Thread::new,
            CLOCK,
            BusListener.NONE);
    try (nowhere) {
      assertThat(((Exchange.PortGone) nowhere.ask(COUNT)).why()).contains("gateway.invalid");
    }
  }

  @Test
  void theNextTryIsMadeAfterAQuarterOfASecondAndLaterEverySecond() {
    List<Duration> pauses = new ArrayList<>();
    Duration pause = Duration.ZERO;
    for (int i = 0; i < 5; i++) {
      pause = PortOpener.afterPause(pause);
      pauses.add(pause);
    }
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1_000L, 1_000L, 1_000L);
  }

  /** The kernel looks for an end that nobody told of, should the packs be asked no more. */
  @Test
  void theConnectionIsKeptAliveAndNothingIsCollectedBeforeItIsSent() {
    Bootstrap bootstrap = new Bootstrap().group(loops).handler(new ChannelInboundHandlerAdapter());
    new BusEndpoint.Tcp("127.0.0.1", gateway.getLocalPort())
        .connect(bootstrap, Thread::new)
        .syncUninterruptibly()
        .channel()
        .close();
    assertThat(bootstrap.config().options())
        .containsEntry(ChannelOption.SO_KEEPALIVE, true)
        .containsEntry(ChannelOption.TCP_NODELAY, true);
  }

  /** Nothing comes through for longer than ten seconds, and then all of it at once. */
  private static void stalls(Socket call) throws IOException {
    InputStream in = call.getInputStream();
    int requests = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      requests += c == '\r' ? 1 : 0;
      for (int i = 0; c == '\r' && requests == 12 && i < requests; i++) {
        call.getOutputStream().write(STALE);
      }
      if (c == '\r' && requests > 12) {
        call.getOutputStream().write(STALE);
      }
    }
  }

  @Test
  void afterALongStallTheGatewayIsCalledAnewBeforeAnythingIsBelieved() {
    try (Rs485Master master = master(TcpGatewayTest::stalls, TcpGatewayTest::answers)) {
      List<Exchange> outcomes = new ArrayList<>();
      do {
        outcomes.add(master.ask(COUNT));
      } while (!(outcomes.get(outcomes.size() - 1) instanceof Exchange.Answered));

      assertThat(told).startsWith("lost: nothing came through for 10 s, calling anew");
      Exchange.Answered answered = (Exchange.Answered) outcomes.get(outcomes.size() - 1);
      assertThat(answered.reply()).isEqualTo(new PackReply.Count(7));
    }
  }
}
