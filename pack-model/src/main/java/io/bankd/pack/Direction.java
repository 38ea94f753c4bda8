package io.bankd.pack;

/** The two ways current can flow; every limit and every block is about one of them. */
public enum Direction {
  CHARGE,
  DISCHARGE;

  public Direction opposite() {
    return this == CHARGE ? DISCHARGE : CHARGE;
  }
}
