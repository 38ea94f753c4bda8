package io.bankd.bank;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.pack.Quantity;
import io.bankd.protect.ProtectionRule;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured when something happened, for the record (REC-1). */
final class EventFigures {
  private final Map<String, Long> values = new LinkedHashMap<>();

  /**
   * What belongs to a pack's own flag: the quantity of its row in the protection table, the pack's
   * voltage and current.
   *
   * @param last the pack's last reading; what was never measured has no figures
   * @param at when the flag was told
   */
  static Map<String, Long> of(
      PackSpec spec, PackCondition condition, @Nullable PackReading last, Moment at) {
    EventFigures figures = new EventFigures();
    if (last == null) {
      return figures.values;
    }
    for (ProtectionRule row : spec.protections()) {
      if (row.condition() == condition) {
        figures.put(row.quantity(), last);
      }
    }
    Temperature mosfet = last.mosTemperature();
    if (condition == PackCondition.MOS_OVER_TEMPERATURE && mosfet != null) {
      figures.values.put("mosfet-decidegrees", (long) mosfet.decidegrees());
    }
    figures.put(Quantity.PACK_VOLTAGE, last);
    figures.values.put("current-ma", (long) last.current().milliamperes());
    figures.values.put("reading-age-ms", Math.max(0, at.since(last.at()).toMillis()));
    return figures.values;
  }

  /**
   * What belongs to a direction that opens or shuts: the bank's measurement, and that of the pack
   * that is the reason.
   */
  static Map<String, Long> of(@Nullable BankTotals bank, @Nullable PackReading pack) {
    EventFigures figures = new EventFigures();
    if (bank != null) {
      figures.values.put("bank-mv", (long) bank.voltage().millivolts());
      figures.values.put("bank-ma", (long) bank.current().milliamperes());
    }
    if (pack != null) {
      figures.put(Quantity.LOWEST_CELL, pack);
      figures.put(Quantity.HIGHEST_CELL, pack);
      figures.put(Quantity.PACK_VOLTAGE, pack);
      figures.put(Quantity.COLDEST_CELL, pack);
      figures.put(Quantity.HOTTEST_CELL, pack);
      figures.values.put("current-ma", (long) pack.current().milliamperes());
    }
    return figures.values;
  }

  private void put(Quantity quantity, PackReading reading) {
    quantity.in(reading).ifPresent(value -> values.put(quantity.key(), (long) value));
  }
}
