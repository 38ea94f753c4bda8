package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The sound frames in a stretch of captured characters. */
final class Capture {
  private final Deframer deframer = new Deframer();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private final List<AsciiFrame> frames = new ArrayList<>();

  private Capture() {}

  /** Whether the characters claim to be a single frame, be it a damaged one. */
  static boolean isOneFrame(byte[] characters) {
    for (int i = 0; i < characters.length; i++) {
      boolean soi = characters[i] == '~';
      boolean early = characters[i] == '\r' && i < characters.length - 1;
      if (soi != (i == 0) || early) {
        return false;
      }
    }
    return characters.length > 0;
  }

  static List<AsciiFrame> frames(byte[] characters) {
    Capture capture = new Capture();
    for (byte character : characters) {
      capture.take(character);
    }
    if (capture.deframer.midFrame()) {
      capture.deframer.take((byte) '\r', capture::keep);
    }
    return capture.frames;
  }

  private void take(byte character) {
    if (character == '~') {
      // Logs easily lose a carriage return; unlike on the bus, LENGTH may stand in for it.
      if (deframer.midFrame() && AsciiFrame.parse(begun.toByteArray()) instanceof AsciiFrame) {
        deframer.take((byte) '\r', this::keep);
      }
      begun.reset();
    }
    if (character != 0) {
      begun.write(character);
    }
    deframer.take(character, this::keep);
  }

  private void keep(FrameCandidate candidate) {
    if (candidate instanceof AsciiFrame) {
      frames.add((AsciiFrame) candidate);
    }
  }
}
