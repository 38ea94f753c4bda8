package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Answers as a TCP gateway passes them on: collected, and let go in pieces with pauses between. */
final class Pieces extends ChannelDuplexHandler {
  private static final Duration EVERY = Duration.ofMillis(110);
  private static final int CHARACTERS = 53;

  private final BusClock clock;

  Pieces(BusClock clock) {
    this.clock = clock;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof AsciiFrame answer) {
      send(ctx, answer.encode(), 0);
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private void send(ChannelHandlerContext ctx, byte[] answer, int from) {
    int to = Math.min(from + CHARACTERS, answer.length);
    ctx.executor()
        .schedule(
            () -> {
              ctx.writeAndFlush(Unpooled.wrappedBuffer(Arrays.copyOfRange(answer, from, to)));
              if (to < answer.length) {
                send(ctx, answer, to);
              }
            },
            clock.realNanos(EVERY),
            TimeUnit.NANOSECONDS);
  }
}
