package io.bankd.rs485.sim;

import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Puts a pack's answer on the wire in its time: what the request takes there, 20 ms until the pack
 * turns around (25–30 ms were measured on real ones), then character by character. Takes an {@link
 * AsciiFrame}, or a {@code byte[]} that is none; anything else passes at once.
 */
final class Transmitter extends ChannelDuplexHandler {
  private static final Duration TURN_AROUND = Duration.ofMillis(20);

  /** Characters that are sent together, as a UART's receiver hands them over. */
  private static final int CHUNK = 16;

  private final BusTiming timing;
  private final BusClock clock;
  private Duration request = Duration.ZERO;

  Transmitter(BusTiming timing, BusClock clock) {
    this.timing = timing;
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof AsciiFrame frame) {
      request = timing.wire(frame.characters());
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof AsciiFrame answer) {
      begin(ctx, answer.encode());
      promise.trySuccess();
    } else if (message instanceof byte[] characters) {
      begin(ctx, characters);
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private void begin(ChannelHandlerContext ctx, byte[] characters) {
    long begin = clock.nanoTime().getAsLong() + request.plus(TURN_AROUND).toNanos();
    send(ctx, characters, 0, begin);
  }

  /**
   * Every chunk is due when its last character has left, counted from the request's arrival. The
   * next is scheduled by the one before: of two timers the later one can run first when the thread
   * that sets them is held up in between.
   */
  private void send(ChannelHandlerContext ctx, byte[] answer, int from, long begin) {
    int to = Math.min(from + CHUNK, answer.length);
    long due = begin + timing.wire(to).toNanos();
    long wait = clock.realNanos(Duration.ofNanos(due - clock.nanoTime().getAsLong()));
    ctx.executor()
        .schedule(
            () -> {
              ctx.writeAndFlush(Unpooled.copiedBuffer(answer, from, to - from));
              if (to < answer.length) {
                send(ctx, answer, to, begin);
              }
            },
            wait,
            TimeUnit.NANOSECONDS);
  }
}
