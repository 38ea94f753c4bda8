package io.bankd.spec;

import io.bankd.limit.Derating;
import io.bankd.protect.ProtectionRule;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;

/**
 * A pack model with its settings: what may be asked of every pack of that type.
 *
 * @param model the nameplate
 * @param figures every figure in force and where it comes from, in the order of the tables
 * @param minVoltage lower end of the pack's operating range
 * @param maxVoltage upper end of it
 * @param continuousCharge what one pack may be charged with for ever
 * @param continuousDischarge what one pack may give for ever
 * @param endOfChargeCell highest cell at which charging is finished (PACK-4)
 * @param endOfDischargeCell lowest cell at which discharging is finished (PACK-4)
 * @param protections the maker's protection table
 * @param derating how the continuous currents shrink on the way to the protections
 * @param rules limiter, peaks, end of charge, balancing, sleep and wake
 */
public record PackSpec(
    PackModel model,
    List<SettingValue> figures,
    Voltage minVoltage,
    Voltage maxVoltage,
    Current continuousCharge,
    Current continuousDischarge,
    Voltage endOfChargeCell,
    Voltage endOfDischargeCell,
    List<ProtectionRule> protections,
    Derating derating,
    RuleParameters rules) {

  /** The AM5000 with its factory values. */
  public static final PackSpec AM5000 = of(PackModel.AM5000);

  public PackSpec {
    figures = List.copyOf(figures);
    protections = List.copyOf(protections);
    if (minVoltage.compareTo(maxVoltage) >= 0) {
      throw new IllegalArgumentException(
          "minimum voltage " + minVoltage + " is not below maximum voltage " + maxVoltage);
    }
  }

  /** A model with its factory values. */
  public static PackSpec of(PackModel model) {
    return of(model, new Values(settings(model)));
  }

  /** Every figure of a model that may be set, in the order of the tables. */
  public static List<Setting> settings(PackModel model) {
    List<Setting> settings = new ArrayList<>(PackFigures.nameplate(model));
    new ProtectionFigures(model).tables().forEach(settings::addAll);
    settings.addAll(PackFigures.derating(model));
    settings.addAll(RuleFigures.limits(model));
    settings.addAll(RuleFigures.charging(model));
    settings.addAll(RuleFigures.sleep());
    return settings;
  }

  /** This model's factory values with these settings, whatever was set before. */
  public SettingsResult with(Settings settings) {
    Choices choices = new Choices(settings(model), settings);
    return choices.faults().isEmpty()
        ? new SettingsResult.Applied(of(model, choices.values()), choices.warnings())
        : new SettingsResult.Refused(choices.faults());
  }

  private static PackSpec of(PackModel model, Values values) {
    return new PackSpec(
        model,
        List.copyOf(values.all()),
        values.voltage("pack.min-voltage"),
        values.voltage("pack.max-voltage"),
        values.current("pack.continuous-charge"),
        values.current("pack.continuous-discharge"),
        values.voltage("pack.end-of-charge-cell"),
        values.voltage("pack.end-of-discharge-cell"),
        ProtectionTable.of(values),
        DeratingTable.of(model, values),
        RuleParameters.of(values));
  }

  public String name() {
    return model.name();
  }

  /** Cells in series. */
  public int cellCount() {
    return model.cellCount();
  }

  public Capacity designCapacity() {
    return model.designCapacity();
  }

  /** What one pack may carry for ever, the smaller of the two directions. */
  public Current nominalCurrent() {
    return Current.min(continuousCharge, continuousDischarge);
  }
}
