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
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Packs where none should be, on a bus at 9600 baud that exists as a table of durations. */
class LookoutTest {
  private record Asked(PackQuestion question, Moment at, int millis) {}

  private final Set<Integer> there = new TreeSet<>();
  private final Set<Integer> garbled = new HashSet<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<PackQuestion, Moment> known = new HashMap<>();
  private final List<Duration> ages = new ArrayList<>();
  private Moment now = Moment.ofMillis(0);
  private List<PackAddress> configured = List.of();

  private final BusListener listener =
      new BusListener() {
        @Override
        public void roundEnded(PollRound round) {
          Duration bound = Objects.requireNonNull(round.bound().analog());
          assertThat(ages).allMatch(age -> age.compareTo(bound) <= 0);
          ages.clear();
        }
      };

  /** A plan for so many packs from address 2 on, all of which are there. */
  private PollPlan plan(int packs) {
    configured = IntStream.range(2, 2 + packs).mapToObj(PackAddress::of).toList();
    there.clear();
    configured.forEach(address -> there.add(address.value()));
    return new PollPlan(configured, List.of(), Kind.COUNT, reading -> false, listener);
  }

  private PackQuestion step(PollPlan plan) {
    PackQuestion question = plan.next(now);
    int address = question.address().value();
    boolean silent = !there.contains(address);
    boolean damaged = !silent && garbled.contains(address);
    int millis = silent ? (question.probe() ? 206 : 626) : wire(question) + (damaged ? 100 : 0);
    asked.add(new Asked(question, now, millis));
    now = now.plus(Duration.ofMillis(millis));
    if (!silent && !damaged && question.kind() == Kind.ANALOG) {
      Moment before = known.put(new PackQuestion(question.address(), Kind.ANALOG), now);
      if (before != null) {
        ages.add(now.since(before));
      }
    } else {
      // That its data grows old is its own fault.
      known.remove(new PackQuestion(question.address(), Kind.ANALOG));
    }
    plan.note(question, outcome(question, silent, damaged), now);
    return question;
  }

  private static int wire(PackQuestion question) {
    return question.kind() == Kind.ANALOG ? 192 : question.kind() == Kind.STATUS ? 144 : 70;
  }

  private Exchange outcome(PackQuestion question, boolean silent, boolean damaged) {
    if (silent) {
      return new Exchange.Silent();
    }
    if (damaged) {
      return new Exchange.Garbled(FrameFault.CHKSUM);
    }
    return new Exchange.Answered(reply(question.kind()), now, Duration.ZERO);
  }

  private static PackReply reply(Kind kind) {
    CellVoltages cells = CellVoltages.ofMillivolts(3300);
    return switch (kind) {
      case ANALOG ->
          new PackReply.Analog(
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
              0);
      case STATUS -> new PackReply.Status(Set.of(), Set.of(), Set.of(), true, true, false, 0, 0, 0);
      default -> new PackReply.Count(1);
    };
  }

  private void run(PollPlan plan, int seconds) {
    Moment end = now.plus(Duration.ofSeconds(seconds));
    while (now.isBefore(end)) {
      step(plan);
    }
  }

  private boolean isElsewhere(Asked each) {
    return !configured.contains(each.question.address());
  }

  private List<Integer> looks() {
    return asked.stream()
        .filter(this::isElsewhere)
        .map(each -> each.question.address().value())
        .toList();
  }

  /** A bank that is being charged full is near its limits for hours. */
  @Test
  void packsNearTheirLimitsAreNoReasonNotToLook() {
    plan(5);
    PollPlan plan = new PollPlan(configured, List.of(), Kind.COUNT, reading -> true, listener);
    there.remove(3);
    there.add(9);
    run(plan, 32);
    assertThat(looks().stream().filter(look -> look == 9)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyIsAskedWhatHeMeasuresWhereNoneIsConfigured() {
    PollPlan plan = plan(5);
    there.addAll(Set.of(9, 12));
    there.remove(3);
    run(plan, 600);
    assertThat(asked.stream().filter(this::isElsewhere))
        .isNotEmpty()
        .allMatch(each -> each.question.kind() == Kind.COUNT);
  }

  @Test
  void aPackSetFromTheWrongEndHasBeenAskedTwiceTenSecondsAfterTheStart() {
    PollPlan plan = plan(5);
    there.remove(3);
    there.add(12);
    run(plan, 10);
    assertThat(looks()).startsWith(12, 12);
  }

  @Test
  void aPackThatIsElsewhereHasBeenAskedTwiceWithinHalfAMinuteWhereverItIs() {
    for (int at = 0; at < 16; at = at == 1 ? 7 : at + 1) {
      PollPlan plan = plan(5);
      run(plan, 300);
      asked.clear();
      there.remove(3);
      there.add(at);
      run(plan, 32);
      int where = at;
      assertThat(looks().stream().filter(look -> look == where)).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aPackThatWasOffForAMinuteToGetNewSwitchesIsFoundAsWell() {
    PollPlan plan = plan(5);
    run(plan, 300);
    there.remove(3);
    run(plan, 60);
    there.add(13);
    asked.clear();
    run(plan, 95);
    assertThat(looks().stream().filter(look -> look == 13)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void whereAllAreThereEveryAddressIsLookedAtInTwentyMinutesAndItCostsNothing() {
    PollPlan plan = plan(5);
    run(plan, 60);
    asked.clear();
    run(plan, 20 * 60);
    assertThat(looks()).contains(0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    long cost = asked.stream().filter(this::isElsewhere).mapToLong(Asked::millis).sum();
    assertThat(cost).isLessThan(20 * 60 * 3);
  }

  /** The looks everywhere are over by then: they are made twice, and only after a silence. */
  @Test
  void aSilentPackAndTheLooksElsewhereCostThreePercentTogether() {
    PollPlan plan = plan(5);
    run(plan, 60);
    there.remove(3);
    run(plan, 240);
    asked.clear();
    run(plan, 1200);
    long cost =
        asked.stream()
            .filter(each -> !there.contains(each.question.address().value()))
            .mapToLong(Asked::millis)
            .sum();
    assertThat(cost / 1_200_000.0).isLessThan(0.03);
    assertThat(looks()).isNotEmpty();
  }

  @Test
  void aPackThatComesAndGoesIsNoReasonToLookEverywhereAllTheTime() {
    PollPlan plan = plan(5);
    for (int i = 0; i < 100; i++) {
      there.remove(3);
      run(plan, 10);
      there.add(3);
      run(plan, 10);
    }
    assertThat(looks().size()).isLessThan(2000 / 120 * 12 + 2000 / 80);
  }

  @Test
  void aLookStandsBetweenTwoRoundsAndNeverBesideAnother() {
    PollPlan plan = plan(5);
    there.remove(3);
    run(plan, 600);
    for (int i = 1; i < asked.size() - 1; i++) {
      if (isElsewhere(asked.get(i))) {
        assertThat(there).contains(asked.get(i - 1).question.address().value());
        assertThat(asked.get(i + 1).question.kind()).isEqualTo(Kind.ANALOG);
        assertThat(isElsewhere(asked.get(i + 1))).isFalse();
      }
    }
  }

  @Test
  void whoAnswersElsewhereIsAskedAgainWithinFiveMinutesForAsLongAsItDoes() {
    PollPlan plan = plan(5);
    there.add(9);
    run(plan, 300);
    for (int i = 0; i < 10; i++) {
      asked.clear();
      run(plan, 300);
      assertThat(looks()).contains(9);
    }
    there.remove(9);
    asked.clear();
    run(plan, 300);
    List<Asked> silences = asked.stream().filter(a -> a.question.address().value() == 9).toList();
    assertThat(silences).hasSizeGreaterThanOrEqualTo(2);
    assertThat(silences.get(1).at.since(silences.get(0).at)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void whoeverWasElsewhereIsAskedAgainWhenTheMissingPackIsBack() {
    PollPlan plan = plan(5);
    there.remove(3);
    there.add(12);
    run(plan, 300);
    there.remove(12);
    there.add(3);
    asked.clear();
    run(plan, 14);
    assertThat(looks()).contains(12);
  }

  /** It takes longer than a short look: what it says comes late, or hurts somebody's answer. */
  @Test
  void aSlowPackElsewhereIsGivenTimeAtTheNextLook() {
    PollPlan plan = plan(5);
    there.remove(3);
    PackQuestion look;
    do {
      look = step(plan);
    } while (look.address().value() != 12);
    assertThat(look.probe()).isTrue();
    plan.ear().late(look, Duration.ofMillis(300));
    asked.clear();
    run(plan, 5);
    assertThat(asked.stream().map(Asked::question))
        .contains(new PackQuestion(PackAddress.of(12), Kind.COUNT, false));
    run(plan, 3);
    look = step(plan);
    while (look.address().value() != 0) {
      look = step(plan);
    }
    PackQuestion next = plan.next(now);
    now = now.plus(Duration.ofMillis(300));
    plan.note(next, new Exchange.Garbled(FrameFault.CHKSUM), now);
    asked.clear();
    run(plan, 5);
    assertThat(asked.stream().map(Asked::question))
        .contains(new PackQuestion(PackAddress.of(0), Kind.COUNT, false));
  }

  @Test
  void whereNobodyAnswersSomebodyElsewhereIsFoundAllTheSame() {
    PollPlan plan = plan(1);
    there.remove(2);
    there.add(4);
    run(plan, 10);
    assertThat(looks().subList(0, 2)).containsExactly(4, 4);
    asked.clear();
    run(plan, 300);
    assertThat(looks()).contains(4, 0, 1, 15);
  }

  @Test
  void withoutAShortestQuestionNobodyIsLookedFor() {
    plan(5);
    there.remove(3);
    PollPlan plan = new PollPlan(configured, List.of(), reading -> false, listener);
    run(plan, 600);
    assertThat(looks()).isEmpty();
  }

  /** Anybody anywhere comes, goes and is damaged: whoever answers is asked in time nevertheless. */
  @Property(tries = 200)
  void noLookMakesAnybodysDataOlderThanItsBound(
      @ForAll @IntRange(min = 1, max = 14) int packs,
      @ForAll @IntRange(min = 1, max = 100) int often,
      @ForAll long seed) {
    known.clear();
    ages.clear();
    garbled.clear();
    Random random = new Random(seed);
    PollPlan plan = plan(packs);
    for (int i = 0; i < 2000; i++) {
      PackQuestion question = step(plan);
      if (random.nextInt(5) == 0 && question.probe()) {
        plan.ear().late(question, Duration.ofMillis(300));
      }
      if (random.nextInt(often) == 0) {
        int address = random.nextInt(16);
        Set<Integer> some = random.nextInt(3) == 0 ? garbled : there;
        if (!some.remove(address)) {
          some.add(address);
        }
      }
    }
  }
}
