package io.bankd.rs485.sim;

import io.bankd.pack.PackReport;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests as the packs of a bus would, in their time: what a request takes on the wire, 20
 * ms until the pack turns around (25–30 ms were measured on real ones), then the answer character
 * by character. Stands after an {@code AsciiFrameDecoder}.
 */
public final class PackResponder extends ChannelInboundHandlerAdapter {
  private static final Duration TURN_AROUND = Duration.ofMillis(20);

  /** Characters that are sent together, as a UART's receiver hands them over. */
  private static final int CHUNK = 16;

  private final SimulatedSettings settings = new SimulatedSettings();
  private final PackDialect dialect;
  private final PackSource source;
  private final BusTiming timing;
  private final BusClock clock;

  /** Packs from this source, at the timing's baud rate. */
  public PackResponder(PackDialect dialect, PackSource source, BusTiming timing, BusClock clock) {
    this.dialect = dialect;
    this.source = source;
    this.timing = timing;
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof AsciiFrame)) {
      return; // A pack does not answer what it cannot read.
    }
    AsciiFrame request = (AsciiFrame) message;
    PackQuestion question = dialect.hear(request);
    PackOrder order = question == null ? dialect.hearOrder(request) : null;
    AsciiFrame answer = question != null ? answer(question) : order != null ? obey(order) : null;
    if (answer != null) {
      Duration start = timing.wire(request.characters()).plus(TURN_AROUND);
      long begin = clock.nanoTime().getAsLong() + start.toNanos();
      byte[] characters = answer.encode();
      send(ctx, question == null ? characters : garbled(question, characters), 0, begin);
    }
  }

  private @Nullable AsciiFrame answer(PackQuestion question) {
    PackReport report = report(question);
    if (report == null) {
      return null;
    }
    if (question.kind() != PackQuestion.Kind.PARAMETER) {
      return dialect.answer(question, report);
    }
    Map<String, Object> values = settings.of(question.address(), question.subject());
    values = values != null ? values : source.parameters(question.address(), question.subject());
    values = values != null ? values : dialect.factory(question.subject());
    return values == null
        ? dialect.refuse(question.address(), ReturnCode.UNKNOWN_COMMAND)
        : dialect.answer(question, values);
  }

  private byte[] garbled(PackQuestion question, byte[] characters) {
    return source.onTheLine(question.address(), characters);
  }

  private @Nullable AsciiFrame obey(PackOrder order) {
    return source.identity(order.address()) == null ? null : settings.obey(dialect, order);
  }

  /** A line that fails is closed; whoever opened it sees that. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private @Nullable PackReport report(PackQuestion question) {
    switch (question.kind()) {
      case ANALOG:
        return source.reading(question.address());
      case STATUS:
        return source.status(question.address());
      default:
        return source.identity(question.address());
    }
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
