package io.bankd.sim;

import io.bankd.pack.PackId;
import java.util.Map;

/**
 * How some packs differ from the others.
 *
 * @param traits what is not among them is as the scenario's start says
 */
public record Difference(Whom packs, Map<Trait, Integer> traits) {
  public Difference {
    traits = Map.copyOf(traits);
  }

  boolean has(Trait trait) {
    return traits.containsKey(trait);
  }

  /** Finest steps of the trait's measure. */
  int value(Trait trait, int otherwise) {
    return traits.getOrDefault(trait, otherwise);
  }

  /** As ordinary as the scenario's start says. */
  static Difference none(PackId pack) {
    return new Difference(Whom.of(pack.address().value()), Map.of());
  }
}
