package io.bankd.rs485.pace;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import org.jspecify.annotations.Nullable;

/** What an answer's INFO tells about the command it answers, which the frame does not name. */
final class AnswerShape {
  /** Width of the texts in the answers to C1 and C2, in characters. */
  static final int TEXT = 20;

  private AnswerShape() {}

  /**
   * Whether an answer can be one to this command.
   *
   * @param group whether all packs were asked; null when that is not known
   */
  static boolean fits(int cid2, AsciiFrame frame, @Nullable Boolean group) {
    switch (cid2) {
      case 0x42:
        return BlockSearch.ANALOG.recognises(frame, group);
      case 0x44:
        return BlockSearch.STATUS.recognises(frame, group);
      case 0xC1:
      case 0xC2:
        return isText(frame);
      default:
        return PaceCommand.canAnswer(cid2, frame.infoLength());
    }
  }

  /** The command an answer's INFO suggests; null where several have such answers. */
  static @Nullable Integer guess(AsciiFrame frame) {
    int first = frame.info().peek(0);
    if (frame.infoLength() == 1) {
      // No master speaks for more packs: 9A and 9B have such answers as well.
      return first <= 32 ? 0x90 : null;
    }
    if (frame.infoLength() == 2) {
      // The other answer of this length is a current in A, and none is so large.
      return first >= 0x02 && first <= 0x0D ? 0x99 : null;
    }
    if (isText(frame)) {
      // Either can have either length; most often the serial number has the second text.
      return frame.infoLength() == TEXT ? 0xC1 : 0xC2;
    }
    if (BlockSearch.STATUS.recognises(frame, null)) {
      return 0x44;
    }
    if (BlockSearch.ANALOG.recognises(frame, null)) {
      return 0x42;
    }
    // Values no document knows are left: more likely in a byte of flags than in a measurement.
    return BlockSearch.STATUS.find(frame, null) != null
        ? Integer.valueOf(0x44)
        : BlockSearch.ANALOG.find(frame, null) != null ? 0x42 : null;
  }

  /** One or two texts of fixed width, each printable and padded at its end. */
  private static boolean isText(AsciiFrame frame) {
    if (frame.infoLength() != TEXT && frame.infoLength() != 2 * TEXT) {
      return false;
    }
    InfoReader info = frame.info();
    while (info.remaining() > 0) {
      boolean padding = false;
      for (byte character : info.bytes(TEXT)) {
        boolean pad = character == 0 || character == (byte) 0xFF;
        if (!pad && (padding || character < 0x20 || character == 0x7F)) {
          return false;
        }
        padding |= pad;
      }
    }
    return true;
  }
}
