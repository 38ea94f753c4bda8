package io.bankd.rs485.pace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only another master asks or orders (PC protocol V3.1, table A.7): nothing here sends any of
 * it. No return code is among these commands, so a frame that carries one is a request.
 */
final class ForeignCommands {
  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(0x60, "asks how many inverter protocols there are"),
          Map.entry(0x61, "asks for an inverter protocol's name"),
          Map.entry(0x62, "asks for the inverter protocol in use"),
          Map.entry(0x63, "sets the inverter protocol"),
          Map.entry(0x64, "asks for a network module's facts"),
          Map.entry(0x65, "sets a network module's serial number"),
          Map.entry(0x66, "asks for a network module's serial number"),
          Map.entry(0x67, "passes a message on"),
          Map.entry(0x6A, "sets active balancing"),
          Map.entry(0x6B, "asks for active balancing"),
          Map.entry(0x7E, "writes what a test tool keeps in the controller"),
          Map.entry(0x7F, "asks for what a test tool keeps in the controller"),
          Map.entry(0x80, "asks for the controller's clock source"),
          Map.entry(0xA9, "calibrates the reference voltage"),
          Map.entry(0xAA, "calibrates the current's zero"),
          Map.entry(0xAB, "calibrates the discharge current"),
          Map.entry(0xAC, "calibrates the charge current"),
          Map.entry(0xAD, "calibrates the pack's voltage"),
          Map.entry(0xB3, "clears the history"),
          Map.entry(0xB4, "sets the number of cells"),
          Map.entry(0xB7, "sets the interval of timed storage"),
          Map.entry(0xB9, "sets the start of timed storage"),
          Map.entry(0xBB, "sets the end of timed storage"),
          Map.entry(0xBD, "sets the cycle count"),
          Map.entry(0xC3, "sets the BMS's product text"),
          Map.entry(0xC4, "sets the pack's product text"),
          Map.entry(0xFF, "enters the test mode"));

  private ForeignCommands() {}

  /** Of a command, what it does; null where it is none of these. */
  static @Nullable String words(int cid2) {
    return WORDS.get(cid2);
  }
}
