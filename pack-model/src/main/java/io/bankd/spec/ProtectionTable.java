package io.bankd.spec;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static io.bankd.pack.PackCondition.*;
import static io.bankd.pack.Quantity.*;
import static io.bankd.protect.Side.HIGH;
import static io.bankd.protect.Side.LOW;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.Quantity;
import io.bankd.protect.ProtectionRule;
import io.bankd.protect.RowLock;
import io.bankd.protect.Side;
import io.bankd.unit.Current;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AM5000 table 3-1 without its figures: what each row looks at, what it blocks, and which current
 * heals it or makes it meaningless.
 *
 * <p>Row 16, reverse connection and parts that fail, has no figures: it is what the pack reports
 * ({@link io.bankd.pack.PackStatus}), blocked and released as reported.
 */
final class ProtectionTable {
  private final Values values;

  private ProtectionTable(Values values) {
    this.values = values;
  }

  static List<ProtectionRule> of(Values values) {
    return new ProtectionTable(values).rules();
  }

  private List<ProtectionRule> rules() {
    return List.of(
        healed("PROT-1", CELL_OVER_VOLTAGE, HIGHEST_CELL, HIGH, DISCHARGE),
        healed("PROT-2", CELL_UNDER_VOLTAGE, LOWEST_CELL, LOW, CHARGE),
        healed("PROT-3", PACK_OVER_VOLTAGE, PACK_VOLTAGE, HIGH, DISCHARGE),
        healed("PROT-4", PACK_UNDER_VOLTAGE, PACK_VOLTAGE, LOW, CHARGE),
        healed("PROT-5", CHARGE_OVER_CURRENT, CHARGE_CURRENT, HIGH, DISCHARGE),
        healed("PROT-6", DISCHARGE_OVER_CURRENT, DISCHARGE_CURRENT, HIGH, CHARGE),
        healed("PROT-7", DISCHARGE_OVER_CURRENT, DISCHARGE_CURRENT, HIGH, CHARGE),
        healed("PROT-8", SHORT_CIRCUIT, DISCHARGE_CURRENT, HIGH, CHARGE),
        quiet("PROT-9", CHARGE_UNDER_TEMPERATURE, COLDEST_CELL, LOW, DISCHARGE),
        quiet("PROT-10", CHARGE_OVER_TEMPERATURE, HOTTEST_CELL, HIGH, DISCHARGE),
        quiet("PROT-11", DISCHARGE_UNDER_TEMPERATURE, COLDEST_CELL, LOW, CHARGE),
        quiet("PROT-12", DISCHARGE_OVER_TEMPERATURE, HOTTEST_CELL, HIGH, CHARGE),
        rule("PROT-13", ENVIRONMENT_UNDER_TEMPERATURE, ENVIRONMENT, LOW, null, null),
        rule("PROT-14", ENVIRONMENT_OVER_TEMPERATURE, ENVIRONMENT, HIGH, null, null),
        quiet("PROT-15", LOW_SOC, SOC, LOW, CHARGE));
  }

  private ProtectionRule healed(
      String id, PackCondition condition, Quantity quantity, Side side, Direction healing) {
    return rule(id, condition, quantity, side, healing, null);
  }

  private ProtectionRule quiet(
      String id, PackCondition condition, Quantity quantity, Side side, Direction quiet) {
    return rule(id, condition, quantity, side, null, quiet);
  }

  /* A figure that the table does not have for a row is a figure that the row does not have. */
  private ProtectionRule rule(
      String id,
      PackCondition condition,
      Quantity quantity,
      Side side,
      @Nullable Direction healing,
      @Nullable Direction quiet) {
    String key = id.toLowerCase(Locale.ROOT) + ".";
    Duration delay = values.maybeDuration(key + "delay");
    Integer clears = values.maybeInteger(key + "clears");
    Current flows =
        values.maybeCurrent(key + (healing != null ? "healing-current" : "idle-current"));
    return new ProtectionRule(
        id,
        condition,
        quantity,
        side,
        alarm(key, quantity),
        values.maybeInteger(key + "protection"),
        delay == null ? Duration.ZERO : delay,
        clears == null ? 0 : clears,
        values.maybeInteger(key + "release"),
        values.maybeRatio(key + "release-soc"),
        values.maybeDuration(key + "release-after"),
        healing,
        quiet,
        flows == null ? Current.ZERO : flows,
        lock(key));
  }

  /* The maker says “below 3 %”, the rule says “reached”. */
  private @Nullable Integer alarm(String key, Quantity quantity) {
    Integer alarm = values.maybeInteger(key + "alarm");
    return alarm != null && quantity == SOC ? Integer.valueOf(alarm - 1) : alarm;
  }

  private @Nullable RowLock lock(String key) {
    Integer after = values.maybeInteger(key + "locks-after");
    return after == null ? null : new RowLock(after, values.duration(key + "row-ends-after"));
  }
}
