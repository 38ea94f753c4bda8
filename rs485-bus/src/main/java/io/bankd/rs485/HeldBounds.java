package io.bankd.rs485;

/**
 * The {@link AgeBounds} to go by while packs come and go: they rise at once, and fall a round
 * later, for what is old already cannot be asked sooner because there are fewer to ask.
 */
final class HeldBounds {
  private AgeBounds here;
  private AgeBounds before;
  private AgeBounds usedBefore;

  HeldBounds(AgeBounds bounds) {
    here = bounds;
    before = bounds;
    usedBefore = bounds;
  }

  AgeBounds take(AgeBounds bounds) {
    here = here.or(bounds);
    return here.or(before);
  }

  /** A round has ended: what held for everything that was heard in it. */
  AgeBounds ended(AgeBounds bounds) {
    AgeBounds used = here.or(before);
    AgeBounds held = used.or(usedBefore);
    usedBefore = used;
    before = here;
    here = bounds;
    return held;
  }
}
