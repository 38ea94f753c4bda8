package io.bankd.rs485;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer means, before it is known which bank's pack said it and when. */
public sealed interface PackReply {
  /**
   * The same as the model says it; null where the answer is nothing the model knows. An identity
   * comes in two answers: each carries one text and leaves the other empty, see {@link
   * IdentityBook}.
   */
  @Nullable PackReport report(PackId pack, Moment at);

  /**
   * Measurements; see {@link PackReading} for the fields.
   *
   * @param sensors the temperatures in the answer, those not fitted included
   * @param alarmFlag the INFOFLAG byte: what it holds differs by firmware, but where it changes an
   *     alarm or a switch has
   */
  record Analog(
      CellVoltages cells,
      List<Temperature> cellTemperatures,
      @Nullable Temperature mosTemperature,
      @Nullable Temperature environmentTemperature,
      Voltage voltage,
      Current current,
      Capacity remaining,
      Capacity full,
      Capacity design,
      int cycles,
      @Nullable Ratio reportedSoc,
      @Nullable Ratio reportedSoh,
      int sensors,
      int alarmFlag)
      implements PackReply {
    @Override
    public PackReading report(PackId pack, Moment at) {
      return new PackReading(
          pack,
          at,
          cells,
          cellTemperatures,
          mosTemperature,
          environmentTemperature,
          voltage,
          current,
          remaining,
          full,
          design,
          cycles,
          reportedSoc,
          reportedSoh);
    }
  }

  /**
   * What the pack's BMS has decided; see {@link PackStatus} for the fields.
   *
   * @param sensors the temperatures that have an alarm in the answer
   * @param alarms the same number for the same alarm bytes of cells, sensors, current and voltage,
   *     to tell whether two answers agree
   */
  record Status(
      Set<PackCondition> protections,
      Set<PackCondition> warnings,
      Set<PackCondition> faults,
      boolean chargeMosOn,
      boolean dischargeMosOn,
      boolean limiterActive,
      int balancing,
      int sensors,
      int alarms)
      implements PackReply {
    @Override
    public PackStatus report(PackId pack, Moment at) {
      return new PackStatus(
          pack,
          at,
          protections,
          warnings,
          faults,
          chargeMosOn,
          dischargeMosOn,
          limiterActive,
          balancing);
    }
  }

  /** The version text, printable ASCII, may be empty. */
  record Firmware(String text) implements PackReply {
    @Override
    public PackIdentity report(PackId pack, Moment at) {
      return new PackIdentity(pack, at, text, "");
    }
  }

  /** The BMS's serial text, printable ASCII, may be empty. */
  record Serial(String text) implements PackReply {
    @Override
    public PackIdentity report(PackId pack, Moment at) {
      return new PackIdentity(pack, at, "", text);
    }
  }

  /** How many packs the asked one sees: 1 from a slave. */
  record Count(int packs) implements PackReply {
    @Override
    public @Nullable PackReport report(PackId pack, Moment at) {
      return null;
    }
  }

  /**
   * A table of settings or slow facts.
   *
   * @param values by names that end with their unit, {@code _mv}, {@code _a}, {@code _dc}; numbers,
   *     texts, lists
   */
  record Parameters(String subject, Map<String, Object> values) implements PackReply {
    @Override
    public @Nullable PackReport report(PackId pack, Moment at) {
      return null;
    }
  }

  /** No answer to the question, and why. */
  record Refused(Refusal reason, String detail) implements PackReply {
    @Override
    public @Nullable PackReport report(PackId pack, Moment at) {
      return null;
    }
  }
}
