package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests as the packs of a bus would. Stands after an {@code AsciiFrameDecoder} and a
 * {@link Transmitter}.
 */
final class PackResponder extends ChannelInboundHandlerAdapter {
  private final SimulatedSettings settings;
  private final PackDialect dialect;
  private final PackSource source;

  /** Packs from this source, with what was written into them. */
  PackResponder(PackDialect dialect, PackSource source, SimulatedSettings settings) {
    this.settings = settings;
    this.dialect = dialect;
    this.source = source;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof AsciiFrame)) {
      return; // A pack does not answer what it cannot read.
    }
    AsciiFrame request = (AsciiFrame) message;
    PackQuestion question = dialect.hear(request);
    PackOrder order = question == null ? dialect.hearOrder(request) : null;
    AsciiFrame answer =
        question != null ? answer(question) : order != null ? obey(order) : otherwise(request);
    if (answer != null) {
      ctx.writeAndFlush(question == null ? answer : onTheLine(question, answer));
    }
  }

  private @Nullable AsciiFrame answer(PackQuestion question) {
    PackReport report = report(question);
    if (report == null) {
      return null;
    }
    if (question.kind() != PackQuestion.Kind.PARAMETER) {
      return dialect.answer(question, report, settings.control(question.address()));
    }
    Map<String, Object> values = parameters(question.address(), question.subject());
    return values == null
        ? dialect.refuse(question.address(), ReturnCode.UNKNOWN_COMMAND)
        : dialect.answer(question, values);
  }

  private @Nullable Map<String, Object> parameters(PackAddress address, String subject) {
    Map<String, Object> values = settings.of(address, subject);
    values = values != null ? values : source.parameters(address, subject);
    PackReading pack = source.reading(address);
    return values != null || pack == null ? values : dialect.simulated(subject, pack);
  }

  /* A frame for as long as it is one: the faults of the line take it apart themselves. */
  private Object onTheLine(PackQuestion question, AsciiFrame answer) {
    byte[] sent = answer.encode();
    byte[] arrives = source.onTheLine(question.address(), answer.encode());
    return Arrays.equals(sent, arrives) ? answer : arrives;
  }

  private @Nullable AsciiFrame obey(PackOrder order) {
    return source.identity(order.address()) == null ? null : settings.obey(dialect, order);
  }

  private @Nullable AsciiFrame otherwise(AsciiFrame request) {
    boolean there = request.adr() <= 15 && source.identity(PackAddress.of(request.adr())) != null;
    return there ? dialect.otherwise(request) : null;
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
}
