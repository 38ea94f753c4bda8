package io.bankd.panel;

/** The lights of the front, from the switch to the fullest capacity light (AM5000 table 2-3). */
public enum Led {
  ON_OFF("ON"),
  RUN("RUN"),
  ALM("ALM"),
  L1("L1"),
  L2("L2"),
  L3("L3"),
  L4("L4"),
  L5("L5"),
  L6("L6");

  private final String label;

  Led(String label) {
    this.label = label;
  }

  /** Its name as short as it stands on the front. */
  public String label() {
    return label;
  }

  /** The step of the capacity indication it stands for, 1…6; 0 for the other lights. */
  int step() {
    return Math.max(0, ordinal() - ALM.ordinal());
  }
}
