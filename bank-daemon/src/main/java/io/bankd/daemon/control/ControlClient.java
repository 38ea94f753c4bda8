package io.bankd.daemon.control;

import io.bankd.daemon.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The operator's end: asks the running daemon one thing. */
public final class ControlClient {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final int LARGEST = 4 << 20;

  private ControlClient() {}

  /**
   * Asks and waits for the answer.
   *
   * @return the answer's fields
   * @throws IOException in words: nobody there, not allowed, no answer
   */
  public static Map<String, @Nullable Object> ask(
      Path socket, Map<String, @Nullable Object> request) throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (SocketChannel channel = connect(socket)) {
      Thread deadline = new Thread(() -> closeLater(channel, done), "deadline");
      deadline.setDaemon(true);
      deadline.start();
      ByteBuffer line =
          ByteBuffer.wrap((Json.write(request) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      return parse(socket, readAll(channel));
    } catch (AsynchronousCloseException e) {
      throw new IOException("the daemon on " + socket + " does not answer", e);
    } finally {
      done.countDown();
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (ConnectException e) {
      throw new IOException("no daemon answers on " + socket + ", it is not running", e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Permission denied")) {
        throw new IOException(socket + " is for the daemon's own user and root; try with sudo", e);
      }
      if (!Files.exists(socket)) {
        throw new IOException("no daemon is running: there is no socket " + socket, e);
      }
      throw new IOException(socket + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private static void closeLater(SocketChannel channel, CountDownLatch done) {
    try {
      if (!done.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.close();
      }
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String readAll(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer some = ByteBuffer.allocate(16 * 1024);
    while (channel.read(some) >= 0 && all.size() < LARGEST) {
      all.write(some.array(), 0, some.position());
      some.clear();
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> parse(Path socket, String answer)
      throws IOException {
    try {
      List<Map<String, @Nullable Object>> objects = Json.readObjects(answer);
      if (objects.size() == 1) {
        return objects.get(0);
      }
    } catch (Json.Malformed e) {
      throw new IOException("what answers on " + socket + " is no bank-daemon", e);
    }
    throw new IOException("the daemon on " + socket + " closed without an answer; it may be busy");
  }
}
