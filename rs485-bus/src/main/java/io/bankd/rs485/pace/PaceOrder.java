package io.bankd.rs485.pace;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.layout.Layout;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that changes something in a pack: a table to be written, or a switch. Only what {@link
 * PaceTable} names and {@link PaceSwitch} offers can become one. The commands that clear logs,
 * calibrate, set serial numbers or test (B3, B4, BD, A9…AD, C3, C4, FF), and the return to factory
 * settings (A4), are named in neither, so there is no way to make a frame of them.
 */
final class PaceOrder {
  private PaceOrder() {}

  /**
   * The frame that writes a table.
   *
   * @throws IllegalArgumentException that names the value that is missing or does not fit
   */
  static AsciiFrame write(PaceTable table, int address, Map<String, ?> values) {
    InfoWriter info = new InfoWriter();
    table.layout().write(values, info);
    byte[] bytes = info.toBytes();
    if (table == PaceTable.DISCHARGE_OC1) {
      negateWords(bytes);
    }
    return AsciiFrame.of(PaceCommand.VER, address, PaceCommand.CID1, table.write, bytes);
  }

  /** DB answers with negative currents where DA wants positive ones (capture of PBmsTools 2.4). */
  private static void negateWords(byte[] info) {
    for (int at = 1; at + 1 < info.length - 1; at += 2) {
      int negated = -((info[at] & 0xFF) << 8 | info[at + 1] & 0xFF);
      info[at] = (byte) (negated >> 8);
      info[at + 1] = (byte) negated;
    }
  }

  /** The frame that switches. */
  static AsciiFrame turn(PaceSwitch what, int address) {
    return AsciiFrame.of(PaceCommand.VER, address, PaceCommand.CID1, what.cid2, (byte) what.order);
  }

  /** What a request writes; null where it is none that writes a table, or of another length. */
  static @Nullable Map<String, Object> written(AsciiFrame request) {
    PaceTable table = PaceTable.writtenBy(request.code());
    Layout layout = table == null ? null : table.layout(request.infoLength());
    return layout == null ? null : layout.read(InfoReader.of(bytes(request)));
  }

  private static byte[] bytes(AsciiFrame frame) {
    return frame.info().bytes(frame.infoLength());
  }
}
