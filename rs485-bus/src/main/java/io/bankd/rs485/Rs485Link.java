package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrameDecoder;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.unit.Moment;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One opened line: takes characters from the asking thread, and brings it what is heard. */
final class Rs485Link {
  /** More than a question ever leaves; while an idle bank sleeps nobody takes what is heard. */
  static final int MOST_HEARD = 500;

  private final BusClock clock;
  private final LineTap tap;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(MOST_HEARD);
  private final AsciiFrameDecoder decoder = new AsciiFrameDecoder();
  private final ChannelFuture connecting;
  private volatile long lastHeard;
  private volatile String ending = "the line was closed";

  /** Begins to open a line. */
  Rs485Link(
      BusEndpoint endpoint,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusClock clock,
      LineTap tap) {
    this.clock = clock;
    this.tap = tap;
    this.lastHeard = clock.nanoTime().getAsLong();
    ChannelInitializer<Channel> handlers =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Stamp(), new Plain(), decoder, new Ear());
          }
        };
    connecting = endpoint.connect(new Bootstrap().group(loops).handler(handlers), readers);
  }

  /** Notes when something was heard, before it is known what. */
  private final class Stamp extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      lastHeard = clock.nanoTime().getAsLong();
      if (tap != LineTap.NONE && message instanceof ByteBuf) {
        tap.heard(ByteBufUtil.getBytes((ByteBuf) message), Moment.ofNanos(lastHeard));
      }
      ctx.fireChannelRead(message);
    }
  }

  /** Takes a gateway's negotiation out of what is heard. */
  private final class Plain extends ChannelInboundHandlerAdapter {
    private final TelnetEar telnet = new TelnetEar();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof ByteBuf characters) || telnet.isPlain()) {
        ctx.fireChannelRead(message);
        return;
      }
      boolean known = telnet.isTelnet();
      ByteBuf lines = ctx.alloc().buffer(characters.readableBytes());
      while (characters.isReadable()) {
        byte character = characters.readByte();
        if (telnet.take(character)) {
          lines.writeByte(character);
        }
      }
      characters.release();
      if (telnet.isTelnet() && !known) {
        tell(new Heard.Telnet());
      }
      ctx.fireChannelRead(lines);
    }
  }

  /** Passes on what was heard to the thread that asks. */
  private final class Ear extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      tell(new Heard.Candidate((FrameCandidate) message, lastHeard));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof AsciiFrameDecoder.Noise) {
        tell(new Heard.Noise(((AsciiFrameDecoder.Noise) event).characters()));
      } else if (event instanceof AsciiFrameDecoder.Broken broken) {
        tell(new Heard.Broken(broken.address()));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      tell(new Heard.Gone(ending));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      close(words(cause));
    }
  }

  /** What is old is of no use to anybody. */
  private void tell(Heard what) {
    while (!heard.offer(what)) {
      heard.poll();
    }
  }

  /** Waits until the line is open; null then, else why it is not. */
  @Nullable String awaitOpen() throws InterruptedException {
    connecting.await();
    Throwable cause = connecting.cause();
    return connecting.isSuccess() ? null : cause == null ? ending : words(cause);
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /**
   * Begins to send.
   *
   * @param at now, in nanoseconds of the bus's clock
   */
  void send(byte[] characters, long at) {
    tap.sent(characters, Moment.ofNanos(at));
    connecting
        .channel()
        .writeAndFlush(Unpooled.wrappedBuffer(characters))
        .addListener(
            written -> {
              Throwable cause = written.cause();
              if (cause != null) {
                close(words(cause));
              }
            });
  }

  /** The next thing heard, or null when so many real nanoseconds have passed. */
  @Nullable Heard poll(long realNanos) throws InterruptedException {
    return heard.poll(realNanos, TimeUnit.NANOSECONDS);
  }

  /** When a character was last heard, in nanoseconds of the bus's clock. */
  long lastHeard() {
    return lastHeard;
  }

  /** Whether a frame is begun and not ended. */
  boolean midFrame() {
    return decoder.midFrame();
  }

  /** Gives up a frame that was begun and not ended; done when this returns. */
  void abandonFrame() throws InterruptedException {
    Channel channel = connecting.channel();
    try {
      channel.eventLoop().submit(this::abandon).await();
    } catch (RejectedExecutionException e) {
      close("the event loop has ended");
    }
  }

  private void abandon() {
    ChannelHandlerContext ctx = connecting.channel().pipeline().context(decoder);
    if (ctx != null) {
      decoder.abandon(ctx);
    }
  }

  /** Begins to close the line; who waits for something to be heard is told at once. */
  void close(String why) {
    ending = why;
    tell(new Heard.Gone(why));
    connecting.channel().close();
  }

  /** Waits until the port is free for the next to open it. */
  void awaitClosed() throws InterruptedException {
    connecting.channel().closeFuture().await(2, TimeUnit.SECONDS);
  }
}
