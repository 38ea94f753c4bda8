package io.bankd.spec;

import io.bankd.limit.Derating;
import io.bankd.protect.ProtectionRule;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.List;

/**
 * A pack model: what its maker promises of every pack of that type.
 *
 * @param cellCount cells in series
 * @param minVoltage lower end of the pack's operating range
 * @param maxVoltage upper end of it
 * @param continuousCharge what one pack may be charged with for ever
 * @param continuousDischarge what one pack may give for ever
 * @param endOfChargeCell highest cell at which charging is finished (PACK-4)
 * @param endOfDischargeCell lowest cell at which discharging is finished (PACK-4)
 * @param protections the maker's protection table
 * @param derating how the continuous currents shrink on the way to the protections
 */
public record PackSpec(
    String name,
    int cellCount,
    Capacity designCapacity,
    Voltage minVoltage,
    Voltage maxVoltage,
    Current continuousCharge,
    Current continuousDischarge,
    Voltage endOfChargeCell,
    Voltage endOfDischargeCell,
    List<ProtectionRule> protections,
    Derating derating) {

  /** Amensolar AM5000: 16 LFP cells, 100 Ah, 51.2 V nominal, 5.12 kWh. */
  public static final PackSpec AM5000 = Am5000.spec();

  public PackSpec {
    protections = List.copyOf(protections);
    if (cellCount < 1 || cellCount > 32) {
      throw new IllegalArgumentException("cell count " + cellCount + " is outside 1…32");
    }
    if (minVoltage.compareTo(maxVoltage) >= 0) {
      throw new IllegalArgumentException(
          "minimum voltage " + minVoltage + " is not below maximum voltage " + maxVoltage);
    }
  }

  /** What one pack may carry for ever, the smaller of the two directions. */
  public Current nominalCurrent() {
    return Current.min(continuousCharge, continuousDischarge);
  }
}
