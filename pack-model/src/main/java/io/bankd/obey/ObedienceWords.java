package io.bankd.obey;

import io.bankd.obey.Obedience.Why;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import java.time.Duration;

/** Obedience as it is shown: in a line, and as the reason of a limit. */
final class ObedienceWords {
  private ObedienceWords() {}

  static String limit(Way way) {
    return switch (way) {
      case CHARGE -> "the charge current limit";
      case DISCHARGE -> "the discharge current limit";
      case VOLTAGE -> "the charge voltage limit";
    };
  }

  static String of(Obedience obedience) {
    StringBuilder text = new StringBuilder("the inverter is taken to be ");
    text.append(seconds(obedience.lag())).append(" late; disobedience is found within ");
    text.append(seconds(obedience.detection()));
    for (Way way : Way.values()) {
      Stage stage = obedience.stage(way);
      if (stage.isDisobedient()) {
        text.append("; ").append(limit(way)).append(' ').append(doing(stage));
      }
    }
    if (obedience.unreached.lost() != null) {
      text.append("; now it cannot be told anything");
    }
    return text.toString();
  }

  private static String doing(Stage stage) {
    return switch (stage) {
      case OBEYS -> "is kept";
      case REPORTED -> "is not kept";
      case TRIMMED -> "is not kept, less is told";
      case PULLED -> "is not kept, the charge voltage is pulled back";
      case STOPPED -> "is not kept, that direction is told to stop";
      case RETURNING -> "is kept again, what was taken comes back slowly";
    };
  }

  static Why why(Obedience obedience, Direction way) {
    boolean charges = way == Direction.CHARGE;
    Conduct c = obedience.of(Way.of(way));
    Conduct voltage = obedience.of(Way.VOLTAGE);
    boolean capped = c.lever().cap() != Lever.FREE;
    boolean cappedByVoltage = charges && voltage.lever().cap() != Lever.FREE;
    if (capped || cappedByVoltage) {
      Stage stage = capped ? c.stage() : voltage.stage();
      String limits = "the inverter does not keep the " + (charges ? "charge" : "discharge");
      return obedience(
          stage == Stage.RETURNING
              ? limits + " limits, and is tried again slowly"
              : limits + " limits: told to stop");
    }
    if (c.lever().trim() > 0) {
      Current trim = Current.ofMilliamperes(c.lever().trim());
      return obedience("the inverter takes more than it is told: " + trim + " less");
    }
    return new Why(
        "sensor-check",
        "the packs' sensors show only "
            + obedience.sensorRatio(way)
            + " of what the inverter measures");
  }

  static Why whyVoltage() {
    return obedience("the inverter does not keep the charge limits: charge voltage pulled back");
  }

  private static Why obedience(String text) {
    return new Why(ObedienceEvents.RULE, text);
  }

  static String seconds(Duration time) {
    return (time.toMillis() + 500) / 1000 + " s";
  }
}
