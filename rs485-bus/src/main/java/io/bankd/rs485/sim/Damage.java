package io.bankd.rs485.sim;

import io.bankd.rs485.frame.AsciiFrame;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.Arrays;
import java.util.Random;

/** A line that damages answers; the same ones each time. */
final class Damage extends ChannelDuplexHandler {
  /** What becomes of an answer. */
  enum Form {
    /** Every one arrives with its bits the wrong way. */
    UNREADABLE,
    /** Every fourth long one loses its last characters to their own reflection. */
    REFLECTED,
    /** One in ten has a flipped bit. */
    FLIPPED
  }

  /** Longer than this takes the line by its length. */
  private static final int LONG = 60;

  private final Form form;
  private final Random random = new Random(1);

  Damage(Form form) {
    this.form = form;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ctx.write(message instanceof AsciiFrame answer ? damaged(answer.encode()) : message, promise);
  }

  private byte[] damaged(byte[] answer) {
    switch (form) {
      case UNREADABLE:
        for (int i = 0; i < answer.length; i++) {
          answer[i] = (byte) (~answer[i] << 1 | 1);
        }
        return answer;
      case REFLECTED:
        return answer.length > LONG ? reflected(answer) : answer;
      case FLIPPED:
        if (random.nextInt(10) == 0) {
          answer[random.nextInt(answer.length)] ^= (byte) (1 << random.nextInt(7));
        }
        return answer;
    }
    throw new AssertionError(form);
  }

  /** What came back from the open end stands behind the answer, and now and then within its end. */
  private byte[] reflected(byte[] answer) {
    byte[] heard = Arrays.copyOf(answer, answer.length + 2);
    heard[answer.length] = (byte) 0xFF;
    heard[answer.length + 1] = (byte) 0xFE;
    if (random.nextInt(4) == 0) {
      for (int i = answer.length - 4; i < answer.length - 1; i++) {
        heard[i] ^= 0x45;
      }
    }
    return heard;
  }
}
