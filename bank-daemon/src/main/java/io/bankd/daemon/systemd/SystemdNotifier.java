package io.bankd.daemon.systemd;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Speaks to systemd's notify socket.
 *
 * <p>The JDK has no AF_UNIX datagram sockets; Netty's epoll transport has. This class is loaded
 * only where {@code NOTIFY_SOCKET} is set, so that its native library costs nobody else anything.
 */
public final class SystemdNotifier implements ServiceNotifier {
  private final EventLoopGroup group;
  private final Channel channel;

  private SystemdNotifier(EventLoopGroup group, Channel channel) {
    this.group = group;
    this.channel = channel;
  }

  /**
   * Connects.
   *
   * @param socket the value of {@code NOTIFY_SOCKET}; a leading @ means the abstract namespace
   * @throws IOException in words, when systemd asked to be told and cannot be reached
   */
  public static ServiceNotifier connect(String socket, ThreadFactory threads) throws IOException {
    if (!Epoll.isAvailable()) {
      throw new IOException(
          "systemd waits for a message on "
              + socket
              + ", but the native library for it cannot be loaded ("
              + Epoll.unavailabilityCause()
              + "); set Type=exec in the unit, or make java.io.tmpdir executable");
    }
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
    String path = socket.startsWith("@") ? "\0" + socket.substring(1) : socket;
    var connected =
        new Bootstrap()
            .group(group)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelHandlerAdapter() {})
            .connect(new DomainSocketAddress(path))
            .awaitUninterruptibly();
    if (!connected.isSuccess()) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(
          "NOTIFY_SOCKET " + socket + " cannot be reached: " + connected.cause().getMessage());
    }
    return new SystemdNotifier(group, connected.channel());
  }

  @Override
  public void tell(String state) {
    channel.writeAndFlush(Unpooled.copiedBuffer(state, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
