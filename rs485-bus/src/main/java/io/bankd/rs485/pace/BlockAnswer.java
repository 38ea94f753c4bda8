package io.bankd.rs485.pace;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to 42 and 44 have in common: INFOFLAG, then COMMAND where one pack was asked or
 * the number of packs where all were (COMMAND FF), then equally long blocks without separators.
 *
 * @param second COMMAND or the number of packs: the frame does not say which
 */
record BlockAnswer<B>(int infoFlag, int second, List<B> blocks) {
  /** Reads one block; null when it does not fit. */
  interface Reader<B> {
    @Nullable B read(InfoReader info, int stride);
  }

  /** The answer as so many blocks; null when INFO does not divide into them. */
  static <B> @Nullable BlockAnswer<B> read(AsciiFrame frame, int packs, Reader<B> reader) {
    int length = frame.infoLength() - 2;
    if (packs < 1 || length <= 0 || length % packs != 0) {
      return null;
    }
    InfoReader info = frame.info();
    int infoFlag = info.u8();
    int second = info.u8();
    List<B> blocks = new ArrayList<>(packs);
    for (int i = 0; i < packs; i++) {
      B block = reader.read(info, length / packs);
      if (block == null) {
        return null;
      }
      blocks.add(block);
    }
    return new BlockAnswer<>(infoFlag, second, blocks);
  }

  /** The start of a single pack's answer. */
  static InfoWriter start(int command) {
    return new InfoWriter().u8(0).u8(command);
  }
}
