package io.bankd.rs485.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a stream of characters into frames. A tilde always begins a frame, whatever was under way; a
 * carriage return ends it. What stands outside is noise and counted; NUL, which a line makes while
 * it turns around, is not even that and is left out wherever it stands.
 */
public final class Deframer {
  /** Nobody needs to know of more at once. */
  private static final int MOST_BROKEN = 16;

  private byte[] frame = new byte[256];
  private int length;
  private int noise;
  private final List<Integer> broken = new ArrayList<>();

  /** Takes in one character; tells the sink when it ends a frame. */
  public void take(byte character, Consumer<FrameCandidate> sink) {
    if (character == 0) {
      return;
    }
    if (character == AsciiFrame.SOI) {
      breakOff();
      append(character);
    } else if (length == 0) {
      // A carriage return on its own is the end of noise, and noise as well.
      noise++;
    } else if (character == AsciiFrame.EOI) {
      append(character);
      FrameCandidate candidate = AsciiFrame.parse(frame, length);
      if (candidate instanceof FrameFault) {
        noteBroken();
      }
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
    breakOff();
  }

  private void breakOff() {
    noteBroken();
    noise += length;
    length = 0;
  }

  private void noteBroken() {
    int address = AsciiFrame.answering(frame, length);
    if (address >= 0 && broken.size() < MOST_BROKEN) {
      broken.add(address);
    }
  }

  /**
   * Who began an answer that did not come whole, since this was last asked: 0…15, in the order
   * heard.
   */
  public List<Integer> takeBroken() {
    List<Integer> taken = List.copyOf(broken);
    broken.clear();
    return taken;
  }

  /** The characters of noise since this was last asked. */
  public int takeNoise() {
    int taken = noise;
    noise = 0;
    return taken;
  }
}
