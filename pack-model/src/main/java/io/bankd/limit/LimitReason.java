package io.bankd.limit;

import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a limit is what it is, for the installer who asks.
 *
 * @param pack the pack that limits, null where the bank itself does
 * @param cell the cell or sensor that limits, from 1; 0 where none does
 * @param rule a short stable name for metrics, “cell-voltage”, “held”, “ramp”
 * @param text the whole sentence, “pack 7 cell 12 at 3.471 V, cell-voltage curve”
 * @param otherwise what would limit without it, the strictest first; at most {@link #LONGEST} are
 *     kept
 */
public record LimitReason(
    @Nullable PackId pack, int cell, String rule, String text, List<LimitStep> otherwise) {
  /** More than this nobody reads, and a chain must not grow from step to step. */
  public static final int LONGEST = 6;

  public LimitReason {
    if (cell < 0) {
      throw new IllegalArgumentException("cell " + cell + " is negative; 0 means no cell");
    }
    otherwise = List.copyOf(otherwise.size() > LONGEST ? otherwise.subList(0, LONGEST) : otherwise);
  }

  /** A reason with nothing known behind it. */
  public LimitReason(@Nullable PackId pack, int cell, String rule, String text) {
    this(pack, cell, rule, text, List.of());
  }

  /** A reason that lies with the bank, not with one pack. */
  public static LimitReason ofBank(String rule, String text) {
    return new LimitReason(null, 0, rule, text);
  }

  /** A reason that lies with a pack as a whole. */
  public static LimitReason ofPack(PackId pack, String rule, String text) {
    return new LimitReason(pack, 0, rule, text);
  }

  /**
   * The whole chain in words, what decides first: “10.000 A: pack 7 cell 12 at 3.560 V,
   * cell-voltage curve”, “without it 50.000 A: pack 7 at its 50.000 A”.
   *
   * @param limit what this reason made of it
   */
  public List<String> chain(Current limit) {
    List<String> chain = new ArrayList<>();
    chain.add(limit + ": " + text);
    otherwise.forEach(step -> chain.add("without it " + step));
    return chain;
  }

  /**
   * The same with what another reason says behind it: of each rule of a pack only the strictest,
   * for an earlier reading's figure of the same curve tells nobody anything.
   *
   * @param limit what the other would make of the limit, not below what this one does
   */
  LimitReason before(Current limit, LimitReason other) {
    List<LimitStep> steps = new ArrayList<>(otherwise);
    steps.add(new LimitStep(limit, other.pack, other.rule, other.text));
    steps.addAll(other.otherwise);
    steps.sort(Comparator.comparing(LimitStep::limit));
    List<LimitStep> distinct = new ArrayList<>();
    for (LimitStep step : steps) {
      boolean known = step.isOf(pack, rule);
      for (LimitStep earlier : distinct) {
        known |= step.isOf(earlier.pack(), earlier.rule());
      }
      if (!known) {
        distinct.add(step);
      }
    }
    return new LimitReason(pack, cell, rule, text, distinct);
  }

  @Override
  public String toString() {
    return text;
  }
}
