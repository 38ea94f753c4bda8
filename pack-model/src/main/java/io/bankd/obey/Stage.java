package io.bankd.obey;

/** How far it has come with one limit; every stage is left again. */
public enum Stage {
  /** Inside, or outside no longer than the lag explains. */
  OBEYS,
  /** Outside for longer than the lag explains: told, and nothing else done. */
  REPORTED,
  /** The limit told is lower by the excess, as if the inverter had a gain error. */
  TRIMMED,
  /** The charge voltage is pulled back, gently, while the excess lasts. */
  PULLED,
  /** That direction is told to be stopped. */
  STOPPED,
  /** Inside for long enough: what was taken comes back slowly. */
  RETURNING;

  /** Whether the limit is disobeyed, or was until just now. */
  public boolean isDisobedient() {
    return this != OBEYS;
  }

  /** Whether more is done about it than to tell. */
  public boolean pullsALever() {
    return this == TRIMMED || isStrong() || this == RETURNING;
  }

  /** Whether the charge voltage or a whole direction is taken. */
  boolean isStrong() {
    return this == PULLED || this == STOPPED;
  }
}
