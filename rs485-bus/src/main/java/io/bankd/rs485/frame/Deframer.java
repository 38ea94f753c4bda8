package io.bankd.rs485.frame;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of characters into frames. A tilde always begins a frame, whatever was under way; a
 * carriage return ends it. What stands outside is noise and counted; NUL, which a line makes while
 * it turns around, is not even that and is left out wherever it stands.
 */
public final class Deframer {
  private byte[] frame = new byte[256];
  private int length;
  private int noise;

  /** Takes in one character; tells the sink when it ends a frame. */
  public void take(byte character, Consumer<FrameCandidate> sink) {
    if (character == 0) {
      return;
    }
    if (character == AsciiFrame.SOI) {
      noise += length;
      length = 0;
      append(character);
    } else if (length == 0) {
      // A carriage return on its own is the end of noise, and noise as well.
      noise++;
    } else if (character == AsciiFrame.EOI) {
      append(character);
      FrameCandidate candidate = AsciiFrame.parse(frame, length);
      length = 0;
      sink.accept(candidate);
    } else if (length == AsciiFrame.LONGEST) {
      // No frame is so long: its end was lost.
      noise += length + 1;
      length = 0;
    } else {
      append(character);
    }
  }

  private void append(byte character) {
    if (length == frame.length) {
      frame = Arrays.copyOf(frame, Math.min(2 * length, AsciiFrame.LONGEST + 1));
    }
    frame[length++] = character;
  }

  /** Whether a frame is begun and not ended. */
  public boolean midFrame() {
    return length > 0;
  }

  /** Forgets a frame that was begun and will not be ended; its characters are noise. */
  public void abandon() {
    noise += length;
    length = 0;
  }

  /** The characters of noise since this was last asked. */
  public int takeNoise() {
    int taken = noise;
    noise = 0;
    return taken;
  }
}
