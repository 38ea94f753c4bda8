package io.bankd.daemon.sim;

import io.bankd.bank.BankLimits;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * How far a simulated inverter goes beyond what the bank allows, in truth and not by any sensor. It
 * is given the time that an ordinary one takes to follow.
 */
final class Excess {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  /* Less than this is rounding on the wire. */
  private static final int MILLIAMPERES = 2_000;
  private static final int MILLIVOLTS = 100;

  /* The limits of one look. */
  private record Told(Duration at, BankLimits limits) {}

  private final Deque<Told> told = new ArrayDeque<>();

  /**
   * Lines such as “inverter charges with 812.0 A, 168.3 A above CCL”; none for an obedient one.
   *
   * @param elapsed since the start of the scenario, never less than the time before
   */
  List<String> lines(BankLimits limits, Current flow, Voltage bus, Duration elapsed) {
    told.add(new Told(elapsed, limits));
    while (told.getFirst().at.plus(PATIENCE).compareTo(elapsed) < 0) {
      told.removeFirst();
    }
    List<String> lines = new ArrayList<>();
    int in = flow.milliamperes();
    int tooMuchIn = in - most(l -> l.ccl().milliamperes());
    int tooMuchOut = -in - most(l -> l.dcl().milliamperes());
    int tooHigh = bus.millivolts() - most(l -> l.cvl().millivolts());
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

  private int most(ToIntFunction<BankLimits> limit) {
    return told.stream().map(Told::limits).mapToInt(limit).max().orElse(0);
  }

  private static String say(String words, int thousandths, int excess) {
    return "inverter " + String.format(Locale.ROOT, words, thousandths / 1000.0, excess / 1000.0);
  }
}
