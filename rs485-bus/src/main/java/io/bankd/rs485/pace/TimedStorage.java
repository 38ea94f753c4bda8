package io.bankd.rs485.pace;

import static io.bankd.rs485.layout.NumberPart.u8;

import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.layout.TextPart;
import org.jspecify.annotations.Nullable;

/**
 * When a pack adds to its own log by itself (PC protocol V3.1, commands B7…BC; one source, not
 * captured): read in a capture, and neither asked nor written here. No source gives the interval's
 * unit; its range is 0…120.
 */
enum TimedStorage {
  INTERVAL(0xB8, 0xB7, Layout.of(u8("interval"))),
  START(0xBA, 0xB9, Layout.of(new TextPart("start", 6, TextPart.Form.CLOCK))),
  END(0xBC, 0xBB, Layout.of(new TextPart("end", 6, TextPart.Form.CLOCK)));

  private final int read;
  private final int write;
  private final Layout layout;

  TimedStorage(int read, int write, Layout layout) {
    this.read = read;
    this.write = write;
    this.layout = layout;
  }

  /** What stands in the answer to a command of so many bytes; null where no source says it. */
  static @Nullable Layout answered(int cid2, int bytes) {
    for (TimedStorage one : values()) {
      if (one.read == cid2 && one.layout.width() == bytes) {
        return one.layout;
      }
    }
    return null;
  }

  /** What a request with a command and so many bytes writes; null where no source says it. */
  static @Nullable Layout written(int cid2, int bytes) {
    for (TimedStorage one : values()) {
      if (one.write == cid2 && one.layout.width() == bytes) {
        return one.layout;
      }
    }
    return null;
  }
}
