package io.bankd.daemon.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves a few read-only pages; nothing it is sent can change anything.
 *
 * <p>It has an event loop of its own and takes values that are already made, so that a slow or
 * hostile client costs the bus and the inverter nothing. What one client can hold is bounded by
 * construction: one request and one answer for each connection, within one deadline.
 */
public final class HttpServer implements AutoCloseable {
  /** More clients than a scraper, a dashboard and a curious person need. */
  static final int MOST_CONNECTIONS = 16;

  /**
   * From accept to close, whatever the client does. Timeouts for reading and writing would start
   * anew with every byte, so that a client that trickles could hold its place for ever.
   */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final int LONGEST_LINE = 1024;
  private static final int LARGEST_HEADERS = 8 * 1024;

  private final Channel channel;

  private HttpServer(Channel channel) {
    this.channel = channel;
  }

  /**
   * Binds and serves.
   *
   * @param port 0 takes a free one
   * @param pages by path, {@code /metrics} and the like
   * @throws IOException in words, when the address cannot be bound
   */
  public static HttpServer start(
      EventLoopGroup group, String bind, int port, Map<String, Page> pages) throws IOException {
    return start(group, bind, port, pages, DEADLINE);
  }

  /** With a deadline that a test can wait for. */
  static HttpServer start(
      EventLoopGroup group, String bind, int port, Map<String, Page> pages, Duration deadline)
      throws IOException {
    AtomicInteger connections = new AtomicInteger();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client.closeFuture().addListener(closed -> connections.decrementAndGet());
                    if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                      client.close();
                      return;
                    }
                    var end =
                        client
                            .eventLoop()
                            .schedule(
                                () -> client.close(), deadline.toMillis(), TimeUnit.MILLISECONDS);
                    // Or else every short connection would be remembered until its deadline.
                    client.closeFuture().addListener(closed -> end.cancel(false));
                    // No aggregator: a body is of no use here, and it answers some requests itself.
                    client
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(LONGEST_LINE, LARGEST_HEADERS, LARGEST_HEADERS))
                        .addLast(new HttpContentCompressor())
                        .addLast(new PageHandler(pages));
                  }
                });
    var bound = bootstrap.bind(new InetSocketAddress(bind, port)).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot serve metrics on "
              + bind
              + ":"
              + port
              + ": "
              + bound.cause().getMessage()
              + "; is another instance running? choose another http.port, or http.enabled: false");
    }
    return new HttpServer(bound.channel());
  }

  /** The port in use. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
