package io.bankd.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// On a thread of its own, since an interrupt does not end a blocked write to a socket.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpServerTest {
  private static final Duration SOON = Duration.ofMillis(500);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Page> pages =
      Map.of(
          "/metrics",
          () -> Page.Answer.text(200, "bank_up 1\n".repeat(200)),
          "/huge",
          () -> {
            asked.incrementAndGet();
            return Page.Answer.text(200, "x".repeat(16 << 20));
          },
          "/readyz",
          () -> Page.Answer.text(503, "starting\n"),
          "/broken",
          () -> {
            throw new IllegalStateException("a defect");
          });
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.start(group, "127.0.0.1", 0, pages);
  }

  private void restart(Duration deadline) throws IOException {
    server.close();
    server = HttpServer.start(group, "127.0.0.1", 0, pages, deadline);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    group.shutdownGracefully();
  }

  @Test
  void aPageIsServedWithItsStatus() throws IOException {
    assertThat(ask("GET /metrics HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("bank_up 1");
    assertThat(ask("GET /readyz?x=1 HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 503");
    assertThat(ask("GET /secret HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 404");
  }

  @Test
  void aPageIsCompressedForWhoAsks() throws IOException {
    String answer = ask("GET /metrics HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");

    assertThat(answer).contains("content-encoding: gzip").hasSizeLessThan(600);
  }

  @Test
  void nothingCanBeChangedAndNothingBrokenEscapes() throws IOException {
    assertThat(ask("POST /metrics HTTP/1.0\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    assertThat(ask("GET /broken HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 500").contains("a defect");
    assertThat(ask("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aHugeRequestIsRefusedAndNotStored() throws IOException {
    String header = "X: " + "y".repeat(100_000);

    assertThat(ask("GET /metrics HTTP/1.0\r\n" + header + "\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void clientsBeyondTheLimitAreTurnedAwayAndTheOthersServed() throws IOException {
    for (int i = 0; i < HttpServer.MOST_CONNECTIONS; i++) {
      Socket idle = connect();
      idle.getOutputStream()
          .write("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(idle.getInputStream().read()).isEqualTo('H');
    }

    assertThat(connect().getInputStream().read()).as("closed at once").isEqualTo(-1);
  }

  @Test
  void whatIsNoPathIsRefusedInWords() throws IOException {
    assertThat(ask("GET /%zz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void onlyTheFirstOfManyRequestsIsAnswered() throws IOException {
    String answer = ask("GET /readyz HTTP/1.1\r\n\r\n".repeat(20_000));

    assertThat(answer).containsOnlyOnce("HTTP/1.1 503").contains("connection: close");
  }

  @Test
  void aRequestThatAsksForLeaveToSendItsBodyIsAnsweredOnce() throws IOException {
    String request = "POST /metrics HTTP/1.1\r\nExpect: %s\r\nContent-Length: 99999\r\n\r\n";

    assertThat(ask(request.formatted("100-continue").repeat(100)))
        .startsWith("HTTP/1.1 405")
        .containsOnlyOnce("HTTP/1.1");
    assertThat(ask(request.formatted("something else").repeat(100)))
        .startsWith("HTTP/1.1 405")
        .containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void aClientThatAsksOnAndOnAndDoesNotReadIsCutOff() throws IOException {
    restart(SOON);
    byte[] requests = "GET /huge HTTP/1.1\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
    OutputStream out = connect().getOutputStream();

    assertThatThrownBy(
            () -> {
              while (true) {
                out.write(requests);
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aClientThatTricklesItsRequestIsCutOff() throws IOException {
    restart(SOON);
    Socket trickling = connect();
    trickling.setSoTimeout(50);

    assertThat(trickle(trickling)).as("closed while it was still sending").isEqualTo(-1);
  }

  @Test
  void theRealDeadlineFreesThePlacesOfClientsThatSayNothing() throws IOException {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < HttpServer.MOST_CONNECTIONS; i++) {
      silent.add(connect());
    }
    for (Socket socket : silent) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(ask("GET /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  /** One byte of a header at a time; what is read at last. */
  private static int trickle(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /metrics HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
    while (true) {
      try {
        return socket.getInputStream().read();
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write('y');
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  private String ask(String request) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
