package io.bankd.sim;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that befalls packs for a time.
 *
 * @param from since the start
 * @param until above {@code from}; {@link Leg#ENDLESS} for what does not end
 * @param figures of the kind's own; what is not among them is as the kind's javadoc says
 */
public record Mishap(
    Kind kind, Whom packs, Duration from, Duration until, Map<Measure, Integer> figures) {
  /** Of the questions, or of the answers. */
  public static final Measure SHARE = new Measure("share", "%", 2, 0, 10_000);

  /** What a sensor shows of a current. */
  public static final Measure GAIN = new Measure("gain", "%", 1, -3_000, 3_000);

  /** What a sensor shows where no current is. */
  public static final Measure OFFSET = new Measure("offset", "A", 3, -50_000, 50_000);

  /** Of charge, on its return. */
  public static final Measure SOC = Trait.SOC.measure();

  private static final int ALL_OF_IT = 10_000;

  /** What can happen. In the words, a figure stands in braces by its key. */
  public enum Kind {
    SILENT("silent", "falls silent", "answers again"),
    /** Without a share: all of them. */
    LOST_POLLS("lost-polls", "answers {share} fewer questions", "misses no more questions", SHARE),
    /** Two bits of an answer are flipped; without a share, in all of them. */
    GARBLED("garbled", "is garbled in {share} of its answers", "is understood again", SHARE),
    CHARGE_MOSFET_OPEN("charge-mosfet-open", "opens its charge MOSFET", "closes it again"),
    DISCHARGE_MOSFET_OPEN("discharge-mosfet-open", "opens its discharge MOSFET", "closes it again"),
    MOSFETS_OPEN("mosfets-open", "opens both MOSFETs", "closes them again"),
    /** Off the busbar and silent; without a state of charge it returns as it left. */
    AWAY("away", "leaves the busbar", "is on the busbar again, at {soc}", SOC),
    /** Without figures: 100 %, 0 A. */
    SENSOR(
        "sensor",
        "measures {gain} of its current, {offset} added",
        "measures its current rightly again",
        GAIN,
        OFFSET),
    CHARGE_MOSFET_FAULT(PackCondition.CHARGE_MOS_FAULT, "charge-mosfet-fault"),
    DISCHARGE_MOSFET_FAULT(PackCondition.DISCHARGE_MOS_FAULT, "discharge-mosfet-fault"),
    TEMPERATURE_SENSOR_FAULT(PackCondition.TEMPERATURE_SENSOR_FAULT, "temperature-sensor-fault"),
    CELL_FAULT(PackCondition.CELL_FAULT, "cell-fault"),
    SAMPLING_FAULT(PackCondition.SAMPLING_FAULT, "sampling-fault"),
    COMMUNICATION_FAULT(PackCondition.COMMUNICATION_FAULT, "communication-fault");

    private final String word;
    private final String begins;
    private final String ends;
    private final @Nullable PackCondition fault;
    private final List<Measure> figures;

    Kind(String word, String begins, String ends, Measure... figures) {
      this.word = word;
      this.begins = begins;
      this.ends = ends;
      this.fault = null;
      this.figures = List.of(figures);
    }

    /* What a pack only reports (AM5000 4.2). */
    Kind(PackCondition fault, String word) {
      this.word = word;
      this.begins = "reports: " + fault.words();
      this.ends = "no longer reports: " + fault.words();
      this.fault = fault;
      this.figures = List.of();
    }

    /** Its word in a scenario's file. */
    public String word() {
      return word;
    }

    /** What it may be given. */
    public List<Measure> figures() {
      return figures;
    }

    /** What the pack then reports as failed, null for nothing. */
    @Nullable PackCondition fault() {
      return fault;
    }
  }

  public Mishap {
    figures = Map.copyOf(figures);
    if (from.isNegative() || until.compareTo(from) <= 0) {
      throw new IllegalArgumentException(kind + " lasts from " + from + " until " + until);
    }
  }

  static Mishap of(Kind kind, int pack, int fromSecond, int untilSecond) {
    return new Mishap(
        kind,
        Whom.of(pack),
        Duration.ofSeconds(fromSecond),
        Duration.ofSeconds(untilSecond),
        Map.of());
  }

  Mishap with(Measure measure, int figure) {
    Map<Measure, Integer> more = new java.util.HashMap<>(figures);
    more.put(measure, figure);
    return new Mishap(kind, packs, from, until, more);
  }

  boolean isEndless() {
    return until.equals(Leg.ENDLESS);
  }

  boolean isOn(Duration elapsed) {
    return elapsed.compareTo(from) >= 0 && elapsed.compareTo(until) < 0;
  }

  /** Whether no current can flow that way while it lasts. */
  boolean opens(Direction direction) {
    switch (kind) {
      case AWAY:
      case MOSFETS_OPEN:
        return true;
      case CHARGE_MOSFET_OPEN:
        return direction == Direction.CHARGE;
      case DISCHARGE_MOSFET_OPEN:
        return direction == Direction.DISCHARGE;
      default:
        return false;
    }
  }

  int share() {
    return figures.getOrDefault(SHARE, ALL_OF_IT);
  }

  double gain() {
    return figures.getOrDefault(GAIN, 1_000) / 1000.0;
  }

  double offset() {
    return figures.getOrDefault(OFFSET, 0) / 1000.0;
  }

  String beginning(List<PackId> bank) {
    return packs.words(bank) + " " + filled(kind.begins);
  }

  String end(List<PackId> bank) {
    return packs.words(bank) + " " + filled(kind.ends);
  }

  private String filled(String words) {
    return words
        .replace("{share}", SHARE.write(share()))
        .replace("{gain}", GAIN.write(figures.getOrDefault(GAIN, 1_000)))
        .replace("{offset}", OFFSET.write(figures.getOrDefault(OFFSET, 0)))
        .replace(
            ", at {soc}",
            figures.containsKey(SOC) ? ", at " + SOC.write(figures.getOrDefault(SOC, 0)) : "");
  }
}
