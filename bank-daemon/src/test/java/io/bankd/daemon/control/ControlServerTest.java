package io.bankd.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("try") // A server that is only there needs no name.
class ControlServerTest {
  private static final Duration DEADLINE = Duration.ofMillis(400);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ControlDesk echo =
      (request, user) ->
          CompletableFuture.completedFuture(
              ControlDesk.Answer.of(Map.of("asked", request, "by", user)));

  @TempDir Path folder;

  private Path socket = Path.of("");

  @BeforeEach
  void place() {
    socket = folder.resolve("control.sock");
  }

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void oneLineOfJsonGetsOneBackAndTheKernelSaysWhoAsked() throws IOException {
    try (ControlServer server = start(echo)) {
      assertThat(ControlClient.ask(socket, Map.of("command", "reset")))
          .containsEntry("ok", true)
          .containsEntry("asked", Map.of("command", "reset"))
          .containsEntry("by", System.getProperty("user.name"));
    }
  }

  @Test
  void onlyTheOwnerMayReachIt() throws IOException {
    try (ControlServer server = start(echo)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      try (var files = Files.list(folder)) {
        assertThat(files).as("nothing else is left in the directory").containsExactly(socket);
      }
    }
    assertThat(socket).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1 | this is not JSON",
        "[] | expected an object { … }, found [",
        "'' | expected one JSON object in a line, found 0",
        "{} {} | expected one JSON object in a line, found 2",
        "{\"a\":1,\"a\":2} | Duplicate field",
        "{\"a\": | this is not JSON",
      })
  void garbageIsRefusedInWords(String line, String words) throws IOException {
    try (ControlServer server = start(echo)) {
      assertThat(raw(line + "\n")).contains("\"ok\":false,\"error\":").contains(words);
    }
  }

  @Test
  void aLineWithoutEndIsRefusedAndDeepNestingTooAndTheNextClientIsServed() throws IOException {
    try (ControlServer server = start(echo)) {
      assertThat(raw("x".repeat(5000))).contains("longer than 4096 bytes");
      assertThat(raw("{\"a\":" + "[".repeat(4000) + "\n")).contains("\"ok\":false");
      assertThat(ControlClient.ask(socket, Map.of("command", "reset"))).containsEntry("ok", true);
    }
  }

  @Test
  void clientsThatHangLoseTheirPlacesAndNobodyElseDoes() throws IOException {
    try (ControlServer server = start(echo)) {
      List<SocketChannel> hanging = new ArrayList<>();
      for (int i = 0; i < ControlServer.MOST_CLIENTS; i++) {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        client.write(ByteBuffer.wrap("{\"comm".getBytes(StandardCharsets.UTF_8)));
        hanging.add(client);
      }
      for (SocketChannel client : hanging) {
        assertThat(client.read(ByteBuffer.allocate(1))).as("closed by the server").isEqualTo(-1);
        client.close();
      }

      assertThat(ControlClient.ask(socket, Map.of("command", "reset"))).containsEntry("ok", true);
    }
  }

  @Test
  void aDeskThatNeverAnswersIsSaidToTheClient() throws IOException {
    try (ControlServer server = start((request, user) -> new CompletableFuture<>())) {
      assertThat(ControlClient.ask(socket, Map.of("command", "reset")))
          .containsEntry("ok", false)
          .containsEntry("error", "no answer in time; look at the events for what came of it");
    }
  }

  @Test
  void aDefectBehindTheDeskIsSaidToTheClient() throws IOException {
    var failed = new IllegalStateException("too many commands at once");
    try (ControlServer server = start((request, user) -> CompletableFuture.failedFuture(failed))) {
      assertThat(ControlClient.ask(socket, Map.of("command", "reset")))
          .extractingByKey("error")
          .asString()
          .contains("too many commands at once");
    }
  }

  @Test
  void whatADeadProcessLeftBehindIsReplaced() throws IOException {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();

    try (ControlServer server = start(echo)) {
      assertThat(ControlClient.ask(socket, Map.of("command", "reset"))).containsEntry("ok", true);
    }
  }

  @Test
  void aLivingDaemonKeepsItsSocket() throws IOException {
    try (ControlServer server = start(echo)) {
      assertThatThrownBy(() -> start(echo))
          .isInstanceOf(ControlServer.AlreadyRunning.class)
          .hasMessageContaining("another bank-daemon answers on " + socket);
      assertThat(ControlClient.ask(socket, Map.of("command", "reset"))).containsEntry("ok", true);
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Files.writeString(socket, "a letter");

    assertThatThrownBy(() -> start(echo)).hasMessageContaining("there is a file that is no socket");

    assertThat(socket).hasContent("a letter");
  }

  @Test
  void withoutADaemonOneSentenceSaysSo() {
    assertThatThrownBy(() -> ControlClient.ask(socket, Map.of()))
        .hasMessage("no daemon is running: there is no socket " + socket);
  }

  private ControlServer start(ControlDesk desk) throws IOException {
    return ControlServer.start(group, socket, desk, DEADLINE);
  }

  private String raw(String text) throws IOException {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      ByteBuffer some = ByteBuffer.allocate(4096);
      while (client.read(some) >= 0) {
        all.write(some.array(), 0, some.position());
        some.clear();
      }
      return all.toString(StandardCharsets.UTF_8);
    }
  }
}
