package io.bankd.limit;

import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a limit would be if the stricter rules were not there.
 *
 * @param limit a magnitude
 * @param pack the pack that would limit then, null where the bank itself would
 * @param rule the stable name of what would decide then, “temperature”
 * @param text its sentence, “pack 7 cell sensor 2 at 52.5 °C, temperature curve”
 */
public record LimitStep(Current limit, @Nullable PackId pack, String rule, String text) {

  /** Whether this is the same rule of the same pack: without it, this would not be either. */
  boolean isOf(@Nullable PackId otherPack, String otherRule) {
    return rule.equals(otherRule) && Objects.equals(pack, otherPack);
  }

  /** “25.000 A: pack 7 cell sensor 2 at 52.5 °C, temperature curve”. */
  @Override
  public String toString() {
    return limit + ": " + text;
  }
}
