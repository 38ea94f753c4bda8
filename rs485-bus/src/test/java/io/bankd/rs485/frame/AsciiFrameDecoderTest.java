package io.bankd.rs485.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames cut, glued and dirty, as they come from real lines. */
class AsciiFrameDecoderTest {
  private static final String ASK_2 = "~25024642E00202FD2E\r";
  private static final String COUNT_14 = "~250E46900000FD91\r";
  private static final AsciiFrame ASKED_2 = AsciiFrame.of(0x25, 2, 0x46, 0x42, (byte) 2);
  private static final AsciiFrame COUNTED_14 = AsciiFrame.of(0x25, 14, 0x46, 0x90);

  private int noise;

  private List<Object> heard(String... pieces) {
    EmbeddedChannel line =
        new EmbeddedChannel(
            new AsciiFrameDecoder(),
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                noise += ((AsciiFrameDecoder.Noise) event).characters();
              }
            });
    for (String piece : pieces) {
      line.writeInbound(Unpooled.copiedBuffer(piece, ISO_8859_1));
    }
    List<Object> frames = new ArrayList<>();
    for (Object frame = line.readInbound(); frame != null; frame = line.readInbound()) {
      frames.add(frame);
    }
    line.finishAndReleaseAll();
    return frames;
  }

  @Test
  void twoGluedFramesCutAtEveryPosition() {
    String stream = ASK_2 + COUNT_14;
    for (int i = 0; i <= stream.length(); i++) {
      assertThat(heard(stream.substring(0, i), stream.substring(i)))
          .as("cut at %d", i)
          .containsExactly(ASKED_2, COUNTED_14);
    }
    assertThat(noise).isZero();
  }

  @Test
  void oneCharacterAtATime() {
    assertThat(heard(ASK_2.split(""))).containsExactly(ASKED_2);
  }

  @Test
  void noiseInFrontIsDroppedAndCounted() {
    assertThat(heard("\u00F0\u00FF\u00BF" + ASK_2)).containsExactly(ASKED_2);
    assertThat(noise).isEqualTo(3);
  }

  @Test
  void nulAfterTheEndIsNotEvenNoise() {
    assertThat(heard(ASK_2 + "\0", "\0" + COUNT_14)).containsExactly(ASKED_2, COUNTED_14);
    assertThat(noise).isZero();
  }

  @Test
  void aTildeRestartsAFrameThatLostItsEnd() {
    assertThat(heard("~25024642E0", ASK_2)).containsExactly(ASKED_2);
    assertThat(noise).isEqualTo(11);
  }

  @Test
  void aDamagedFrameIsOneFaultAndTheNextOneIsSound() {
    assertThat(heard("~25024642E00202FD2F\r" + COUNT_14))
        .containsExactly(FrameFault.CHKSUM, COUNTED_14);
  }

  @Test
  void anEndlessFrameIsGivenUp() {
    assertThat(heard("~" + "0".repeat(10_000), "\r", ASK_2)).containsExactly(ASKED_2);
    assertThat(noise).isEqualTo(10_002);
  }

  @Test
  void whoHearsAFrameFindsItEnded() {
    AsciiFrameDecoder decoder = new AsciiFrameDecoder();
    List<Boolean> midFrame = new ArrayList<>();
    EmbeddedChannel line =
        new EmbeddedChannel(
            decoder,
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object frame) {
                midFrame.add(decoder.midFrame());
              }
            });
    line.writeInbound(Unpooled.copiedBuffer(ASK_2.substring(0, 5), ISO_8859_1));
    assertThat(decoder.midFrame()).isTrue();
    line.writeInbound(Unpooled.copiedBuffer(ASK_2.substring(5), ISO_8859_1));
    assertThat(midFrame).containsExactly(false);
    line.finishAndReleaseAll();
  }

  @Test
  void theLongestFrameFits() {
    AsciiFrame longest = AsciiFrame.of(0x25, 1, 0x46, 0, new byte[2047]);
    assertThat(heard(new String(longest.encode(), ISO_8859_1))).containsExactly(longest);
  }

  @Property
  void afterAnyNoiseTheNextFrameIsHeard(@ForAll @Size(max = 50) byte[] dirt) {
    assertThat(heard(new String(dirt, ISO_8859_1), ASK_2)).endsWith(ASKED_2);
  }
}
