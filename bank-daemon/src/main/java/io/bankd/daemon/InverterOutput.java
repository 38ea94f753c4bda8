package io.bankd.daemon;

import io.bankd.can.Portion;

/** What tells one inverter, and hears it. */
record InverterOutput(
    CanLink link, CanTurn turn, CanLoop loop, CanEar ear, CanFindings findings, Portion portion) {
  @Override
  public String toString() {
    String heard = ear.report().up() ? ", inverter heard" : ", inverter not heard";
    String part = portion.isWhole() ? "" : ", told " + portion;
    return link + heard + part;
  }
}
