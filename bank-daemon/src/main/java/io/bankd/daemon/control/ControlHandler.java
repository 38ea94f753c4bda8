package io.bankd.daemon.control;

import io.bankd.daemon.json.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers the first line of a connection; whatever follows is dropped. */
final class ControlHandler extends SimpleChannelInboundHandler<ByteBuf> {
  private final ControlDesk desk;
  private final String user;
  private final Duration patience;
  private boolean asked;
  private boolean answered;

  /**
   * A handler of one connection.
   *
   * @param user empty where he may not ask
   * @param patience with the desk
   */
  ControlHandler(ControlDesk desk, String user, Duration patience) {
    this.desk = desk;
    this.user = user;
    this.patience = patience;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
    if (asked) {
      return;
    }
    asked = true;
    if (user.isEmpty()) {
      refuse(context, "this user may not give commands; the daemon's own and root may");
      return;
    }
    Map<String, @Nullable Object> request;
    try {
      List<Map<String, @Nullable Object>> objects =
          Json.readObjects(line.toString(StandardCharsets.UTF_8));
      if (objects.size() != 1) {
        refuse(context, "expected one JSON object in a line, found " + objects.size());
        return;
      }
      request = objects.get(0);
    } catch (Json.Malformed | IOException e) {
      refuse(context, String.valueOf(e.getMessage()));
      return;
    }
    ask(context, request);
  }

  private void ask(ChannelHandlerContext context, Map<String, @Nullable Object> request) {
    context
        .executor()
        .schedule(
            () -> refuse(context, "no answer in time; look at the events for what came of it"),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    // The bank's thread completes it, and has better things to do than to write to a socket.
    desk.ask(request, user)
        .whenCompleteAsync(
            (answer, failure) -> {
              if (answer == null) {
                refuse(context, "this failed: " + failure);
              } else {
                write(context, answer);
              }
            },
            context.executor());
  }

  private void refuse(ChannelHandlerContext context, String why) {
    write(context, ControlDesk.Answer.refused(why));
  }

  private void write(ChannelHandlerContext context, ControlDesk.Answer answer) {
    if (answered) {
      return;
    }
    answered = true;
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    String refusal = answer.refusal();
    fields.put("ok", refusal == null);
    if (refusal != null) {
      fields.put("error", refusal);
    }
    fields.putAll(answer.fields());
    byte[] text = (Json.write(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    // The client closes when it has read, see the HTTP pages.
    context
        .writeAndFlush(Unpooled.wrappedBuffer(text))
        .addListener(written -> ((DuplexChannel) context.channel()).shutdownOutput());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    asked = true;
    if (cause instanceof TooLongFrameException) {
      context.pipeline().remove(LineBasedFrameDecoder.class);
      refuse(context, "longer than " + ControlServer.LONGEST_LINE + " bytes: this is no command");
    } else {
      context.close();
    }
  }
}
