package io.bankd.daemon.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers the first request of a connection, if GET or HEAD, from the table of pages; everything
 * else is refused.
 *
 * <p>One answer for each connection: a client that sends requests and does not read would otherwise
 * have answers pile up in memory.
 */
final class PageHandler extends SimpleChannelInboundHandler<Object> {
  private final Map<String, Page> pages;

  PageHandler(Map<String, Page> pages) {
    this.pages = pages;
  }

  /** Whatever follows the head of the first request arrives here too, undecoded, and is dropped. */
  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      context.pipeline().get(HttpServerCodec.class).removeInboundHandler();
      respond(context, request);
    }
  }

  private void respond(ChannelHandlerContext context, HttpRequest request) {
    Page.Answer answer = answer(request);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean head = request.method().equals(HttpMethod.HEAD);
    ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    HttpUtil.setKeepAlive(response, false);
    // The client closes when it has read. Were it closed from here with bytes of the client still
    // unread, the kernel would reset the connection and the client could lose the answer.
    context
        .writeAndFlush(response)
        .addListener(written -> ((DuplexChannel) context.channel()).shutdownOutput());
  }

  private Page.Answer answer(HttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return Page.Answer.text(400, "this is not HTTP\n");
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return Page.Answer.text(405, "only GET: nothing can be changed over HTTP\n");
    }
    String path;
    try {
      path = new QueryStringDecoder(request.uri()).path();
    } catch (IllegalArgumentException e) {
      return Page.Answer.text(400, "this is not a path\n");
    }
    Page page = pages.get(path);
    if (page == null) {
      return Page.Answer.text(
          404, "no such page; there are " + String.join(" ", pages.keySet()) + "\n");
    }
    try {
      return page.answer();
    } catch (RuntimeException e) {
      return Page.Answer.text(500, "this page failed: " + e + "\n");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
