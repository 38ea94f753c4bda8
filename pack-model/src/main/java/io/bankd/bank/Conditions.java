package io.bankd.bank;

import io.bankd.pack.PackCondition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of conditions in the order of the maker's table, so that two equal banks print alike. */
final class Conditions {
  private Conditions() {}

  static Set<PackCondition> copy(Set<PackCondition> set) {
    EnumSet<PackCondition> copy = EnumSet.noneOf(PackCondition.class);
    copy.addAll(set);
    return Collections.unmodifiableSet(copy);
  }
}
