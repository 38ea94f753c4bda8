package io.bankd.rs485.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Turns the characters of a channel into {@link FrameCandidate}s, and fires a {@link Noise} event
 * for characters outside any frame. It keeps the frame under way itself, so that a read costs its
 * own characters and no more.
 */
public final class AsciiFrameDecoder extends ChannelInboundHandlerAdapter {
  /**
   * Characters that belonged to no frame.
   *
   * @param characters at least 1
   */
  public record Noise(int characters) {}

  /**
   * An answer was begun and did not come whole.
   *
   * @param address of who began it, 0…15
   */
  public record Broken(int address) {}

  private final Deframer deframer = new Deframer();
  private volatile boolean midFrame;

  /** Whether a frame is begun and not ended; may be asked from any thread. */
  public boolean midFrame() {
    return midFrame;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf)) {
      ctx.fireChannelRead(message);
      return;
    }
    ByteBuf characters = (ByteBuf) message;
    try {
      while (characters.isReadable()) {
        deframer.take(characters.readByte(), candidate -> ended(ctx, candidate));
      }
      midFrame = deframer.midFrame();
    } finally {
      characters.release();
    }
    tellNoise(ctx);
  }

  /** First says that the frame is over: who is woken by it may look at once. */
  private void ended(ChannelHandlerContext ctx, FrameCandidate candidate) {
    midFrame = false;
    ctx.fireChannelRead(candidate);
  }

  /** Forgets a frame that was begun and will not be ended; on the channel's event loop. */
  public void abandon(ChannelHandlerContext ctx) {
    deframer.abandon();
    midFrame = false;
    tellNoise(ctx);
  }

  private void tellNoise(ChannelHandlerContext ctx) {
    deframer.takeBroken().forEach(address -> ctx.fireUserEventTriggered(new Broken(address)));
    int noise = deframer.takeNoise();
    if (noise > 0) {
      ctx.fireUserEventTriggered(new Noise(noise));
    }
  }
}
