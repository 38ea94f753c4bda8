package io.bankd.daemon.link;

import java.util.Locale;

/** What may be wrong with a CAN output although frames go out, or why none do. */
public enum CanFinding {
  /** The interface carries no CAN. */
  NOT_CAN,
  /** It does not run at the 500 kbit/s that inverters speak (AM5000 3.3). */
  BIT_RATE,
  /** It only listens: it sends nothing, and acknowledges nothing. */
  LISTEN_ONLY,
  /** After bus-off nothing would bring it back. */
  NO_RESTART,
  /** It has left the bus, and nothing brings it back. */
  BUS_OFF,
  /** Another node sends what only this bank may send. */
  FOREIGN_BMS,
  /** The inverter sounds as if it spoke another dialect. */
  OTHER_DIALECT;

  /** The name as a metric's label, “bit_rate”. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing works while it lasts; the others are warnings. */
  public boolean isSevere() {
    return this != NO_RESTART && this != OTHER_DIALECT;
  }
}
