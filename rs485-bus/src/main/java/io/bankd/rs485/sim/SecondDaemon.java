package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Another daemon like this one: polls every pack without a pause of its own, but waits until the
 * line is quiet, and leaves out who did not answer.
 */
final class SecondDaemon extends Unbidden {
  private static final Duration LOOKS = Duration.ofMillis(10);
  private static final Duration TURN_AROUND = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofMillis(80);
  private static final int SLOT_MS = 20;

  private final BusTiming timing = BusTiming.serial(9600);
  private final PackDialect dialect;
  private final BusClock clock;
  private final Random random = new Random(7);
  private final Set<Integer> missing = new HashSet<>();
  private int address = 1;
  private boolean waiting;
  private long giveUp;
  private long busyUntil;
  private Duration quiet = QUIET;

  SecondDaemon(PackDialect dialect, BusClock clock) {
    super(LOOKS, clock);
    this.dialect = dialect;
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    busy(message, Duration.ZERO);
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    busy(message, timing.wire(20).plus(TURN_AROUND));
    if (message instanceof AsciiFrame answer && answer.adr() == address) {
      waiting = false;
    }
    ctx.write(message, promise);
  }

  private void busy(Object message, Duration before) {
    if (message instanceof AsciiFrame frame) {
      long until = now() + before.plus(timing.wire(frame.characters())).toNanos();
      busyUntil = until - busyUntil > 0 ? until : busyUntil;
    }
  }

  @Override
  void speak(ChannelHandlerContext ctx) {
    if (waiting && now() - giveUp >= 0) {
      waiting = false;
      missing.add(address);
    }
    if (waiting || now() - busyUntil - quiet.toNanos() < 0) {
      return;
    }
    do {
      address = address == 15 ? 2 : address + 1;
    } while (missing.contains(address) && missing.size() < 14);
    AsciiFrame request =
        dialect.ask(new PackQuestion(PackAddress.of(address), PackQuestion.Kind.ANALOG));
    waiting = true;
    giveUp = now() + PATIENCE.toNanos();
    quiet = QUIET.plusMillis(SLOT_MS * random.nextInt(5));
    busy(request, Duration.ZERO);
    ctx.writeAndFlush(Unpooled.wrappedBuffer(request.encode()));
    ctx.fireChannelRead(request);
  }

  private long now() {
    return clock.nanoTime().getAsLong();
  }
}
