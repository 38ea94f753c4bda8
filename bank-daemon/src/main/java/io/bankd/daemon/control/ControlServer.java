package io.bankd.daemon.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens for operators on a Unix socket. What one client can hold is bounded by construction: one
 * line and one answer for each connection, within one deadline.
 */
public final class ControlServer implements AutoCloseable {
  static final int MOST_CLIENTS = 8;
  static final int LONGEST_LINE = 4096;

  /** From accept to close, whatever the client does. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Channel channel;
  private final Path path;

  private ControlServer(Channel channel, Path path) {
    this.channel = channel;
    this.path = path;
  }

  /**
   * Binds and listens; a socket that a dead process left behind is replaced.
   *
   * @throws AlreadyRunning when somebody answers there
   * @throws IOException in words, when it cannot be bound
   */
  public static ControlServer start(EventLoopGroup group, Path path, ControlDesk desk)
      throws IOException {
    return start(group, path, desk, DEADLINE);
  }

  /** With a deadline that a test can wait for. */
  static ControlServer start(EventLoopGroup group, Path path, ControlDesk desk, Duration deadline)
      throws IOException {
    refuseLiving(path);
    // Bound under another name, so that the right name never has the wrong permissions, and the
    // rename replaces what a dead process left.
    Path fresh =
        path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerDomainSocketChannel.class)
            .childHandler(clients(desk, fresh, path, deadline));
    var bound = bootstrap.bind(UnixDomainSocketAddress.of(fresh)).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + path + ": " + bound.cause().getMessage());
    }
    try {
      Files.setPosixFilePermissions(
          fresh, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      bound.channel().close().awaitUninterruptibly();
      throw e;
    }
    return new ControlServer(bound.channel(), path);
  }

  /** Somebody else answers on the socket. */
  public static final class AlreadyRunning extends IOException {
    private static final long serialVersionUID = 1;

    AlreadyRunning(Path path) {
      super("another bank-daemon answers on " + path + "; stop it first: a bank has one master");
    }
  }

  private static void refuseLiving(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException("cannot listen on " + path + ": there is a file that is no socket");
    }
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    } catch (ConnectException dead) {
      return; // Left behind by a process that was killed.
    }
    throw new AlreadyRunning(path);
  }

  private static ChannelInitializer<NioDomainSocketChannel> clients(
      ControlDesk desk, Path fresh, Path path, Duration deadline) {
    AtomicInteger connections = new AtomicInteger();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(NioDomainSocketChannel client) throws IOException {
        client.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CLIENTS) {
          client.close();
          return;
        }
        UserPrincipal owner = Files.getOwner(Files.exists(fresh) ? fresh : path);
        String user = Peer.user(client, owner);
        var end =
            client
                .eventLoop()
                .schedule(() -> client.close(), deadline.toMillis(), TimeUnit.MILLISECONDS);
        // Or else every short connection would be remembered until its deadline.
        client.closeFuture().addListener(closed -> end.cancel(false));
        client
            .pipeline()
            .addLast(new LineBasedFrameDecoder(LONGEST_LINE, true, true))
            .addLast(new ControlHandler(desk, user, deadline.dividedBy(2)));
      }
    };
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next daemon replaces it.
    }
    channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
