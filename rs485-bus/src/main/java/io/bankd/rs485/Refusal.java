package io.bankd.rs485;

/**
 * Why a well-formed frame is not taken for an answer. The checksum is a plain sum and lets swapped
 * characters pass, so what a frame says has to be plausible too.
 */
public enum Refusal {
  WRONG_VERSION("the answer is of another protocol version"),
  WRONG_CID1("the answer is of another kind of device"),
  RELATIVE("the answer is of another protocol with the same header"),
  WRONG_ADDRESS("another address answered"),
  ECHO("the answer carries the command of the request where its return code belongs"),
  RETURN_CODE("the pack refused the request"),
  SIZE("the length does not fit the command"),
  WRONG_COMMAND("the answer is for another command byte"),
  CELL_COUNT("the number of cells is not the configured one"),
  TEMPERATURE_COUNT("the number of temperatures is outside 1 to 8"),
  TAIL("what follows the known fields does not divide evenly over the packs"),
  ALL_ZERO("every cell reads zero: the pack has no data"),
  CELL_RANGE("a cell voltage is outside 0 to 5 V"),
  VOLTAGE_SUM("the cells do not add up to the pack voltage within 1 % or 0.5 V"),
  TEMPERATURE_RANGE("a temperature is outside -45 to 125 degrees"),
  FULL("the full capacity is zero"),
  REMAINING("the remaining capacity is above the full capacity"),
  NO_CAPACITY("the capacity stands at the end of its range"),
  SENSOR_COUNT("the number of temperatures differs from the pack's other answers"),
  SLEW("a value moved faster than a pack can"),
  FROZEN("current flows, but nothing has changed for minutes"),
  CONTRADICTION("design capacity or cycle count differ from the answer before"),
  CURRENT_RANGE("the current is beyond 500 A"),
  LIMIT_RANGE("a limit of voltage is below 10 V, or the lower one is not below the upper one"),
  LOOSENED("a way that was blocked is open, which has to be said twice");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  /**
   * Whether the pack itself said something impossible, rather than that the answer was another's or
   * none.
   */
  public boolean isImplausible() {
    return compareTo(CELL_COUNT) >= 0;
  }

  /** Whether the answer was in another protocol than the one that was asked in. */
  public boolean isOtherProtocol() {
    return this == WRONG_VERSION || this == WRONG_CID1 || this == RELATIVE;
  }

  /** The reason as a technician would say it. */
  public String sentence() {
    return sentence;
  }
}
