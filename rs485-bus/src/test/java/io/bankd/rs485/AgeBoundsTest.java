package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A bus where everything goes wrong at once: who answers is asked in time nevertheless. */
class AgeBoundsTest {
  /** Something was answered, and how old what it replaced had become. */
  private record Renewal(PackQuestion question, Duration age) {}

  private final Map<PackQuestion, Moment> known = new HashMap<>();
  private final List<Renewal> renewals = new ArrayList<>();
  private final List<PollRound> rounds = new ArrayList<>();
  private final Set<Integer> away = new HashSet<>();
  private final Set<Integer> damaged = new HashSet<>();
  private final Set<Integer> high = new HashSet<>();
  private Moment now = Moment.ofMillis(0);
  private Random random = new Random(1);
  private int percent = 100;
  private int hiccup;

  private final BusListener listener =
      new BusListener() {
        @Override
        public void roundEnded(PollRound round) {
          rounds.add(round);
          renewals.forEach(renewal -> assertInTime(renewal, round));
          renewals.clear();
        }
      };

  private static void assertInTime(Renewal renewal, PollRound round) {
    boolean analog = renewal.question.kind() == Kind.ANALOG;
    assertThat(renewal.age)
        .as("%s", renewal.question)
        .isLessThanOrEqualTo(
            Objects.requireNonNull(analog ? round.bound().analog() : round.bound().status()));
  }

  private PollPlan plan(int packs) {
    List<PackAddress> addresses =
        IntStream.rangeClosed(0, 15)
            .filter(address -> address != 1)
            .limit(packs)
            .mapToObj(PackAddress::of)
            .toList();
    return new PollPlan(
        addresses,
        List.of("cell_ov", "cell_uv"),
        reading -> reading.cells().highest().millivolts() > 3500,
        listener);
  }

  private void step(PollPlan plan) {
    PackQuestion question = plan.next(now);
    int address = question.address().value();
    boolean silent = away.contains(address);
    boolean garbled = !silent && damaged.contains(address) && random.nextBoolean();
    int millis = silent ? (question.probe() ? 103 : 621) : (wire(question) + (garbled ? 100 : 0));
    Moment asked = now;
    now = now.plus(Duration.ofMillis(millis + hiccup));
    PackQuestion what =
        new PackQuestion(question.address(), question.kind(), question.subject(), false);
    if (silent || garbled) {
      // That its data grows old is its own fault now.
      known
          .keySet()
          .removeIf(
              other -> silent ? other.address().equals(question.address()) : other.equals(what));
      plan.note(
          question, silent ? new Exchange.Silent() : new Exchange.Garbled(FrameFault.CHKSUM), now);
      return;
    }
    Moment before = known.put(what, asked);
    if (before != null && (what.kind() == Kind.ANALOG || what.kind() == Kind.STATUS)) {
      renewals.add(new Renewal(what, now.since(before)));
    }
    plan.note(question, new Exchange.Answered(reply(what), asked, now.since(asked)), now);
  }

  /** The share of the time at 9600 baud that a faster line takes, and what the pack makes of it. */
  private int wire(PackQuestion question) {
    int at9600 = question.kind() == Kind.ANALOG ? 167 : question.kind() == Kind.STATUS ? 119 : 79;
    return at9600 * percent / 100 + 20 + random.nextInt(15);
  }

  private PackReply reply(PackQuestion question) {
    if (question.kind() == Kind.STATUS) {
      return new PackReply.Status(Set.of(), Set.of(), Set.of(), true, true, false, 0, 0, 0);
    }
    if (question.kind() != Kind.ANALOG) {
      return new PackReply.Count(1);
    }
    boolean near = high.contains(question.address().value());
    CellVoltages cells = CellVoltages.ofMillivolts(near ? 3550 : 3300);
    return new PackReply.Analog(
        cells,
        List.of(),
        null,
        null,
        cells.sum(),
        Current.ZERO,
        Capacity.ZERO,
        Capacity.ZERO,
        Capacity.ZERO,
        0,
        null,
        null,
        0,
        random.nextInt(2));
  }

  private void turn(Set<Integer> some, int address) {
    if (!some.remove(address)) {
      some.add(address);
    }
  }

  /** Packs fall silent, alone or many at once, come back, are damaged, come near limits. */
  @Property(tries = 300)
  void noDataOfAPackThatAnswersIsOlderThanTheBound(
      @ForAll @IntRange(min = 1, max = 15) int packs,
      @ForAll @IntRange(min = 1, max = 100) int often,
      @ForAll @IntRange(min = 8, max = 100) int percentOf9600,
      @ForAll long seed) {
    List.of(away, damaged, high).forEach(Set::clear);
    known.clear();
    renewals.clear();
    random = new Random(seed);
    percent = percentOf9600;
    PollPlan plan = plan(packs);
    for (int i = 0; i < 2000; i++) {
      step(plan);
      if (random.nextInt(often) == 0) {
        int address = random.nextInt(16);
        switch (random.nextInt(6)) {
          case 0:
            IntStream.range(0, 16).filter(each -> random.nextBoolean()).forEach(away::add);
            break;
          case 1:
            away.clear();
            damaged.clear();
            break;
          case 2:
            turn(damaged, address);
            break;
          case 3:
            turn(high, address);
            break;
          default:
            turn(away, address);
        }
      }
    }
  }

  /** What is promised of fifteen packs at 9600 baud, and with most of them gone. */
  @Test
  void theBoundOfFifteenSoundPacksIsTwoCycles() {
    PollPlan plan = plan(15);
    for (int i = 0; i < 1500; i++) {
      step(plan);
    }
    PollRound.Ages bound = rounds.get(rounds.size() - 1).bound();
    Duration cycle =
        rounds.subList(20, rounds.size()).stream()
            .map(PollRound::took)
            .max(Duration::compareTo)
            .orElseThrow();
    assertThat(bound.analog()).isLessThan(Duration.ofSeconds(8));
    assertThat(bound.analog()).isLessThanOrEqualTo(cycle.multipliedBy(2).plusMillis(100));
    assertThat(bound.status()).isEqualTo(Objects.requireNonNull(bound.analog()).multipliedBy(2));
  }

  /** A machine that is busy for a moment, in one answer of some hundred. */
  @Test
  void oneHiccupOfTheMachineDoesNotLoosenThePromise() {
    PollPlan plan = plan(15);
    for (int i = 0; i < 1000; i++) {
      hiccup = i == 700 ? 450 : 0;
      step(plan);
    }
    assertThat(rounds.subList(20, rounds.size()))
        .extracting(PollRound::bound)
        .extracting(PollRound.Ages::analog)
        .allSatisfy(bound -> assertThat(bound).isLessThan(Duration.ofMillis(7600)));
    assertThat(rounds)
        .extracting(PollRound::heldUp)
        .filteredOn(longer -> longer.compareTo(Duration.ofMillis(400)) > 0)
        .hasSize(1);
  }
}
