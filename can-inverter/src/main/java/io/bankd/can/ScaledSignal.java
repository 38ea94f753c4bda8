package io.bankd.can;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A capacity in 10 mAh in 16 bits (Growatt's 0x314), which end at 655.35 Ah: what is in a larger
 * bank is told in proportion to a full 655.35 Ah, or a bank of 840 Ah would seem to overflow.
 *
 * @param quantity the installed or the remaining capacity, mAh
 */
public record ScaledSignal(String name, int offset, BankQuantity quantity) implements CanSignal {
  private static final int STEP = 10;
  private static final long MOST = 0xFFFF;

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    long full = message.installedCapacity().milliampereHours();
    long units = quantity == BankQuantity.INSTALLED ? full : remaining(message);
    BigDecimal scale =
        full <= MOST * STEP
            ? BigDecimal.ONE
            : BigDecimal.valueOf(MOST * STEP)
                .divide(BigDecimal.valueOf(full), 20, RoundingMode.HALF_UP);
    long steps =
        BigDecimal.valueOf(units)
            .multiply(scale)
            .divide(BigDecimal.valueOf(STEP), 0, RoundingMode.HALF_UP)
            .longValueExact();
    Width.U16_BIG.write(steps, data, offset);
  }

  private static long remaining(InverterMessage message) {
    return message.remainingCapacity().milliampereHours();
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return frame.has(offset, 2)
        ? (Object) BigDecimal.valueOf(Width.U16_BIG.read(frame, offset), 2).doubleValue()
        : null;
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    if (frame.has(offset, 2)) {
      quantity.put(message, Width.U16_BIG.read(frame, offset) * STEP);
    }
  }
}
