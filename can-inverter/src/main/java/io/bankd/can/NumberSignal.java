package io.bankd.can;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number: scaled and rounded on its way out, held within its width, shown with its decimals on
 * its way in.
 *
 * @param quantity what is written
 * @param unitsPerStep how many of the quantity's base units one step of the wire is worth: 100 mV
 *     for a wire in 0.1 V; below zero where the wire counts the other way round
 * @param rounding FLOOR for what must not grow, CEILING for what must not shrink, HALF_UP (half
 *     away from zero) for what was measured
 * @param decimals places of the decoded value: 1 for a wire in 0.1 V
 */
public record NumberSignal(
    String name,
    int offset,
    Width width,
    BankQuantity quantity,
    int unitsPerStep,
    RoundingMode rounding,
    int decimals)
    implements CanSignal {

  @Override
  public boolean known(InverterMessage message) {
    return quantity.in(message) != null;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    Long units = quantity.in(message);
    if (units != null) {
      BigDecimal steps =
          BigDecimal.valueOf(units).divide(BigDecimal.valueOf(unitsPerStep), 0, rounding);
      width.write(steps.longValueExact(), data, offset);
    }
  }

  /** An Integer, or with decimals the Double nearest to the exact decimal. */
  @Override
  public @Nullable Object decode(CanFrame frame) {
    if (!frame.has(offset, width.bytes())) {
      return null;
    }
    long steps = width.read(frame, offset);
    long shown = unitsPerStep < 0 ? -steps : steps;
    return decimals == 0
        ? (Object) Math.toIntExact(shown)
        : (Object) BigDecimal.valueOf(shown, decimals).doubleValue();
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    if (frame.has(offset, width.bytes())) {
      quantity.put(message, width.read(frame, offset) * unitsPerStep);
    }
  }

  @Override
  public int grain() {
    return Math.abs(unitsPerStep);
  }
}
