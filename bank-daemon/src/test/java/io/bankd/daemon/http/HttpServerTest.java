package io.bankd.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Socket> sockets = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Map<String, Page> pages =
        Map.of(
            "/metrics",
            () -> Page.Answer.text(200, "bank_up 1\n".repeat(200)),
            "/readyz",
            () -> Page.Answer.text(503, "starting\n"),
            "/broken",
            () -> {
              throw new IllegalStateException("a defect");
            });
    server = HttpServer.start(group, "127.0.0.1", 0, pages);
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
