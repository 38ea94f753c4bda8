package io.bankd.daemon.sim;

import io.bankd.bank.BankLimits;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a simulated inverter goes beyond what the bank allows, in truth and not by any sensor.
 */
final class Excess {
  /* Less than this is rounding on the wire, and an inverter's own swing. */
  private static final int MILLIAMPERES = 2_000;
  private static final int MILLIVOLTS = 100;

  private Excess() {}

  /** Lines such as “inverter charges with 812.0 A, 168.3 A above CCL”; none for an obedient one. */
  static List<String> lines(BankLimits limits, Current flow, Voltage bus) {
    List<String> lines = new ArrayList<>();
    int in = flow.milliamperes();
    int tooMuchIn = in - limits.ccl().milliamperes();
    int tooMuchOut = -in - limits.dcl().milliamperes();
    int tooHigh = bus.millivolts() - limits.cvl().millivolts();
    if (tooMuchIn > MILLIAMPERES) {
      lines.add(say("charges with %.1f A, %.1f A above CCL", in, tooMuchIn));
    }
    if (tooMuchOut > MILLIAMPERES) {
      lines.add(say("takes %.1f A, %.1f A above DCL", -in, tooMuchOut));
    }
    if (in > MILLIAMPERES && tooHigh > MILLIVOLTS) {
      lines.add(say("charges at %.2f V, %.2f V above CVL", bus.millivolts(), tooHigh));
    }
    return lines;
  }

  private static String say(String words, int thousandths, int excess) {
    return "inverter " + String.format(Locale.ROOT, words, thousandths / 1000.0, excess / 1000.0);
  }
}
