package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.Derating;
import io.bankd.limit.PackLimits;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.Direction;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged answers of packs whose limits are reduced already, and what of them is believed: a
 * million in a build, any number with {@code -Dcorruption.frames=100000000}, others with {@code
 * -Dcorruption.seed=2}.
 */
class CorruptionTest {
  private static final int PACKS = 10;
  private static final long DAMAGED = Long.getLong("corruption.frames", 1_000_000) / PACKS;
  private static final long SEED = Long.getLong("corruption.seed", 485);

  /** One answer in ten comes damaged: a very bad line, on which packs still stay polled. */
  private static final int ONE_IN = 10;

  private static final Corruption[] KINDS = Corruption.values();
  private static final long[][] ALL = new long[KINDS.length][Count.values().length];
  private static final Duration POLLED_EVERY = Duration.ofSeconds(3);
  private static final PackAddress TWO = PackAddress.of(2);
  private static final Derating DERATING = PackSpec.AM5000.derating();

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Plausibility plausibility = new Plausibility();
  private final Deframer deframer = new Deframer();
  private final long[][] counts = new long[KINDS.length][Count.values().length];
  private Moment now = Moment.ofMillis(0);
  private @Nullable AsciiFrame heard;

  private enum Count {
    DAMAGED,
    CHECKSUM_PASSED,
    BELIEVED,
    LOOSER,
    TWICE,
    UNSAFE
  }

  /** How much one answer allows each way, mA; for a status, whether it allows any. */
  private record Allowed(int charge, int discharge) {
    boolean exceeds(Allowed other) {
      return charge > other.charge || discharge > other.discharge;
    }

    Allowed most(Allowed other) {
      return new Allowed(Math.max(charge, other.charge), Math.max(discharge, other.discharge));
    }

    Allowed least(Allowed other) {
      return new Allowed(Math.min(charge, other.charge), Math.min(discharge, other.discharge));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pace, FULL", "pace, EMPTY", "pace, HOT", "pace, COLD", "pace, PROTECTED",
    "pylon, FULL", "pylon, EMPTY", "pylon, HOT", "pylon, COLD", "pylon, PROTECTED"
  })
  void nothingLooserThanTheTruthIsSaidTwice(String name, Situation situation) {
    PackDialect dialect = PackDialects.named(name, 16).orElseThrow();
    PackQuestion question = new PackQuestion(TWO, situation.asked());
    AsciiFrame answer = dialect.answer(question, situation.report(0));
    byte[] sound = answer.encode();
    byte[][] others = others(dialect, situation.asked());
    PackReply truth = dialect.read(question, answer);
    PackReply alive = dialect.read(question, dialect.answer(question, situation.report(1)));
    Allowed allowed = allowed(truth);
    assertThat(plausibility.check(question, truth, now)).isSameAs(truth);
    Allowed tolerated =
        situation.asked() == Kind.STATUS ? allowed : tolerated((PackReading) situation.report(0));
    Allowed last = allowed;
    for (long i = 0; i < DAMAGED; i++) {
      now = now.plus(POLLED_EVERY);
      // How many sound answers stand between two damaged ones makes no difference, if any does.
      if (random.nextInt(ONE_IN) > 0) {
        PackReply said = i % 2 == 0 ? truth : alive;
        plausibility.check(question, said, now);
        last = allowed;
        now = now.plus(POLLED_EVERY);
      }
      Corruption kind = KINDS[random.nextInt(KINDS.length)];
      long[] count = counts[kind.ordinal()];
      count[Count.DAMAGED.ordinal()]++;
      PackReply said = hear(dialect, question, kind.of(sound, others, random), answer, count);
      // An answer that is not believed leaves the one before it in force.
      if (said != null) {
        Allowed claimed = allowed(said);
        count[Count.LOOSER.ordinal()] += claimed.exceeds(allowed) ? 1 : 0;
        Allowed both = claimed.least(last);
        count[Count.TWICE.ordinal()] += both.exceeds(allowed) ? 1 : 0;
        count[Count.UNSAFE.ordinal()] += both.exceeds(tolerated) ? 1 : 0;
        last = claimed;
      }
    }
    print(name, situation);
    assertThat(total(Count.UNSAFE)).as("limits loosened by two answers in a row").isZero();
    assertThat(total(Count.BELIEVED)).isLessThan(total(Count.CHECKSUM_PASSED));
  }

  /** What the bus makes of characters; null when it is not believed, or is no other than sound. */
  private @Nullable PackReply hear(
      PackDialect dialect, PackQuestion question, byte[] damaged, AsciiFrame sound, long[] count) {
    heard = null;
    deframer.abandon();
    for (byte character : damaged) {
      deframer.take(character, this::first);
    }
    AsciiFrame frame = heard;
    // What was damaged outside the frame is as good as sound.
    if (frame == null || frame.equals(sound)) {
      return null;
    }
    count[Count.CHECKSUM_PASSED.ordinal()]++;
    PackReply reply = plausibility.check(question, dialect.read(question, frame), now);
    if (reply instanceof PackReply.Refused) {
      return null;
    }
    count[Count.BELIEVED.ordinal()]++;
    return reply;
  }

  /** A master takes the first sound frame for the answer. */
  private void first(FrameCandidate candidate) {
    if (heard == null && candidate instanceof AsciiFrame frame) {
      heard = frame;
    }
  }

  private static Allowed allowed(PackReply reply) {
    PackReport report = reply.report(new PackId("", TWO), Moment.ofNanos(0));
    if (report instanceof PackReading reading) {
      return allowed(reading);
    }
    PackStatus status = (PackStatus) report;
    return status == null
        ? new Allowed(0, 0)
        : new Allowed(
            status.blocks(Direction.CHARGE) ? 0 : 1, status.blocks(Direction.DISCHARGE) ? 0 : 1);
  }

  private static Allowed allowed(PackReading reading) {
    PackLimits limits = DERATING.limits(reading);
    return new Allowed(limits.charge().milliamperes(), limits.discharge().milliamperes());
  }

  /** What the pack might allow with every sensor off by what sensors are: 10 mV, 1 °C. */
  private static Allowed tolerated(PackReading truth) {
    Allowed most = allowed(truth);
    for (int off : new int[] {-10, 10}) {
      for (int warmer : new int[] {-10, 10}) {
        most = most.most(allowed(Situation.moved(truth, off, warmer)));
      }
    }
    return most;
  }

  /** Answers of the next pack, which is well, and of this one to the other question. */
  private static byte[][] others(PackDialect dialect, Kind asked) {
    PackQuestion next = new PackQuestion(PackAddress.of(3), asked);
    PackQuestion other = new PackQuestion(TWO, asked == Kind.STATUS ? Kind.ANALOG : Kind.STATUS);
    PackReport well = asked == Kind.STATUS ? Situation.status(Set.of(), true) : Situation.well();
    PackReport otherwise =
        asked == Kind.STATUS ? Situation.well() : Situation.status(Set.of(), true);
    return new byte[][] {
      dialect.answer(next, well).encode(), dialect.answer(other, otherwise).encode()
    };
  }

  private long total(Count what) {
    return Arrays.stream(counts).mapToLong(count -> count[what.ordinal()]).sum();
  }

  private void print(String name, Situation situation) {
    long[] totals = Arrays.stream(Count.values()).mapToLong(this::total).toArray();
    print(name + " " + situation, totals);
    for (int i = 0; i < ALL.length; i++) {
      for (int j = 0; j < totals.length; j++) {
        ALL[i][j] += counts[i][j];
      }
    }
  }

  @AfterAll
  static void printAll() {
    for (Corruption kind : KINDS) {
      print(kind.name(), ALL[kind.ordinal()]);
    }
  }

  private static void print(String what, long[] count) {
    System.out.printf(
        "%-16s %9d damaged, %8.5f %% pass the checksums, %8.5f %% are believed,"
            + " %d of them looser, %d twice in a row, %d unsafe%n",
        what,
        count[0],
        100.0 * count[1] / Math.max(1, count[0]),
        100.0 * count[2] / Math.max(1, count[0]),
        count[3],
        count[4],
        count[5]);
  }

  /** A pack on the way to a limit, where every millivolt and tenth of a degree counts. */
  enum Situation {
    FULL(3528, 3545, 215, 221),
    EMPTY(2887, 2940, 215, 221),
    HOT(3301, 3312, 487, 523),
    COLD(3301, 3312, 62, 71),
    /** By its own BMS: it neither charges nor discharges. */
    PROTECTED(3301, 3312, 215, 221);

    private final int lowest;
    private final int highest;
    private final int coldest;
    private final int hottest;

    Situation(int lowest, int highest, int coldest, int hottest) {
      this.lowest = lowest;
      this.highest = highest;
      this.coldest = coldest;
      this.hottest = hottest;
    }

    Kind asked() {
      return this == PROTECTED ? Kind.STATUS : Kind.ANALOG;
    }

    /**
     * What it says.
     *
     * @param more 10 or 100 mA more: a pack that lives does not repeat itself
     */
    PackReport report(int more) {
      return this == PROTECTED
          ? status(Set.of(PackCondition.CHARGE_UNDER_TEMPERATURE), true)
          : reading(this, more);
    }

    static PackReading well() {
      return reading(PROTECTED, 0);
    }

    private static PackReading reading(Situation of, int more) {
      int[] cells = new int[16];
      Arrays.setAll(cells, i -> of.lowest + (of.highest - of.lowest) * (i * 7 % 16) / 15);
      CellVoltages voltages = CellVoltages.ofMillivolts(cells);
      Capacity full = Capacity.ofMilliampereHours(98_400);
      return new PackReading(
          new PackId("", TWO),
          Moment.ofNanos(0),
          voltages,
          List.of(
              Temperature.ofDecidegrees(of.coldest),
              Temperature.ofDecidegrees(of.hottest),
              Temperature.ofDecidegrees(of.coldest + 3),
              Temperature.ofDecidegrees(of.hottest - 4)),
          Temperature.ofDecidegrees(of.hottest + 30),
          Temperature.ofDecidegrees(of.coldest + 12),
          Voltage.ofMillivolts(voltages.sum().millivolts() - 13),
          Current.ofMilliamperes(6800 + 100 * more),
          Capacity.ofMilliampereHours(61_240),
          full,
          Capacity.ofAmpereHours(100),
          143,
          null,
          null);
    }

    static PackReading moved(PackReading of, int millivolts, int decidegrees) {
      int[] cells = new int[of.cells().count()];
      Arrays.setAll(cells, i -> of.cells().cell(i + 1).millivolts() + millivolts);
      return new PackReading(
          of.pack(),
          of.at(),
          CellVoltages.ofMillivolts(cells),
          of.cellTemperatures().stream()
              .map(at -> Temperature.ofDecidegrees(at.decidegrees() + decidegrees))
              .toList(),
          of.mosTemperature(),
          of.environmentTemperature(),
          Voltage.ofMillivolts(of.voltage().millivolts() + 10 * millivolts),
          of.current(),
          of.remaining(),
          of.full(),
          of.design(),
          of.cycles(),
          of.reportedSoc(),
          of.reportedSoh());
    }

    static PackStatus status(Set<PackCondition> protections, boolean closed) {
      return new PackStatus(
          new PackId("", TWO),
          Moment.ofNanos(0),
          protections,
          Set.of(),
          Set.of(),
          closed,
          closed,
          false,
          0);
    }
  }
}
