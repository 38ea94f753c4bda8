package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan on a bus at 9600 baud that exists as a table of durations. */
class PollPlanTest {
  private static final Exchange SILENT = new Exchange.Silent();

  private Moment now = Moment.ofMillis(0);
  private final Set<Integer> away = new HashSet<>();
  private final List<PackQuestion> asked = new ArrayList<>();
  private final Map<Integer, Duration> worstAge = new HashMap<>();
  private final Set<Integer> high = new HashSet<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<Integer, Integer> currents = new HashMap<>();
  private final List<PollRound> rounds = new ArrayList<>();
  private int alarmFlag;

  private final BusListener listener =
      new BusListener() {
        @Override
        public void roundEnded(PollRound round) {
          rounds.add(round);
        }
      };

  /** A plan for somebody to whom a cell above 3.5 V is near a limit. */
  private PollPlan interested(List<PackAddress> addresses, String... subjects) {
    return new PollPlan(
        addresses,
        List.of(subjects),
        reading -> reading.cells().highest().millivolts() > 3500,
        listener);
  }

  private static List<PackAddress> addresses(int... values) {
    return Arrays.stream(values).mapToObj(PackAddress::of).collect(Collectors.toList());
  }

  private static PollPlan fifteen() {
    return new PollPlan(fifteenAddresses());
  }

  private static List<PackAddress> fifteenAddresses() {
    return addresses(IntStream.rangeClosed(0, 15).filter(address -> address != 1).toArray());
  }

  private Exchange answered(PackQuestion question) {
    int address = question.address().value();
    PackReply reply =
        question.kind() == Kind.ANALOG
            ? measured(high.contains(address) ? 3550 : 3300, currents.getOrDefault(address, 0))
            : question.kind() == Kind.STATUS ? decided(address) : new PackReply.Count(1);
    return new Exchange.Answered(reply, now, Duration.ZERO);
  }

  private PackReply measured(int millivolts, int milliamperes) {
    CellVoltages cells = CellVoltages.ofMillivolts(millivolts);
    return new PackReply.Analog(
        cells,
        List.of(),
        null,
        null,
        cells.sum(),
        Current.ofMilliamperes(milliamperes),
        Capacity.ZERO,
        Capacity.ZERO,
        Capacity.ZERO,
        0,
        null,
        null,
        0,
        alarmFlag);
  }

  private PackReply decided(int address) {
    boolean open = this.open.contains(address);
    return new PackReply.Status(Set.of(), Set.of(), Set.of(), !open, true, false, 0, 0, 0);
  }

  /** Asks one question as the wire would take it: 20 ms to turn around, 5 ms between exchanges. */
  private PackQuestion step(PollPlan plan) {
    PackQuestion question = plan.next(now);
    asked.add(question);
    boolean silent = away.contains(question.address().value());
    int millis = !silent ? millis(question.kind()) : question.probe() ? 201 : 621;
    now = now.plus(Duration.ofMillis(millis + 5));
    Duration age = plan.age(question.address(), now);
    if (question.kind() == Kind.ANALOG && age != null) {
      worstAge.merge(question.address().value(), age, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    plan.note(question, silent ? SILENT : answered(question), now);
    return question;
  }

  private static int millis(Kind kind) {
    return kind == Kind.ANALOG
        ? 187
        : kind == Kind.STATUS ? 139 : kind == Kind.PARAMETER ? 75 : 120;
  }

  private void run(PollPlan plan, Duration duration) {
    Moment end = now.plus(duration);
    while (now.isBefore(end)) {
      step(plan);
    }
  }

  @Test
  void aNewPackIsAskedForItsStatusAtOnceAndForItsIdentityOnce() {
    PollPlan plan = new PollPlan(addresses(2, 3));
    run(plan, Duration.ofSeconds(5));
    assertThat(asked.subList(0, 5).stream().map(PackQuestion::toString))
        .containsExactly(
            "pack 2 analog", "pack 2 status", "pack 3 analog", "pack 3 status", "pack 2 status");
    assertThat(asked.stream().filter(q -> q.kind() == Kind.FIRMWARE)).hasSize(2);
    assertThat(asked.stream().filter(q -> q.kind() == Kind.SERIAL)).as("twice each").hasSize(4);
  }

  private long serials() {
    return asked.stream().filter(q -> q.kind() == Kind.SERIAL).count();
  }

  @Test
  void aPackThatWasNotMeasuredForSomeTimeIsAskedForItsNumberAgain() {
    PollPlan plan = new PollPlan(addresses(2, 3));
    run(plan, Duration.ofSeconds(10));
    asked.clear();
    now = now.plus(Duration.ofSeconds(21));
    run(plan, Duration.ofSeconds(10));
    assertThat(serials()).as("nobody was silent, nobody was asked").isEqualTo(4);
    asked.clear();
    Moment end = now.plus(Duration.ofSeconds(9));
    while (now.isBefore(end)) {
      PackQuestion question = plan.next(now);
      now = now.plus(Duration.ofMillis(200));
      plan.note(question, new Exchange.Refused(Refusal.CELL_RANGE, "cell 3 at 0 mV"), now);
    }
    run(plan, Duration.ofSeconds(10));
    assertThat(serials()).as("nobody was silent, nobody was understood").isEqualTo(4);
    asked.clear();
    run(plan, Duration.ofMinutes(25));
    assertThat(serials()).isZero();
    run(plan, Duration.ofMinutes(10));
    assertThat(serials()).as("not every absence is seen here").isEqualTo(4);
  }

  @Test
  void aNumberIsAskedUntilTwoAnswersWereGoodAndSixTimesAtMost() {
    for (int damaged = 0; damaged < 8; damaged++) {
      asked.clear();
      PollPlan plan = new PollPlan(addresses(2));
      Moment end = now.plus(Duration.ofMinutes(1));
      int lost = 0;
      while (now.isBefore(end)) {
        PackQuestion question = plan.next(now);
        asked.add(question);
        now = now.plus(Duration.ofMillis(120));
        boolean bad = question.kind() == Kind.SERIAL && lost++ < damaged;
        plan.note(question, bad ? SILENT : answered(question), now);
      }
      assertThat(serials()).isEqualTo(Math.min(6, damaged + 2));
    }
  }

  @Test
  void aRoundOfFifteenTakesLessThanFourSecondsAndFourGiveEverybodysStatus() {
    PollPlan plan = fifteen();
    run(plan, Duration.ofSeconds(240));
    asked.clear();
    while (!plan.atRoundStart()) {
      step(plan);
    }
    Moment start = now;
    Set<PackAddress> statuses = new HashSet<>();
    for (int round = 0; round < 4; round++) {
      do {
        PackQuestion question = step(plan);
        if (question.kind() == Kind.STATUS) {
          statuses.add(question.address());
        }
      } while (!plan.atRoundStart());
    }
    assertThat(now.since(start)).isLessThan(Duration.ofMillis(4 * 3700));
    assertThat(statuses).hasSize(15);
  }

  @Test
  void aFailedQuestionIsRepeatedAtOnceOnce() {
    PollPlan plan = new PollPlan(addresses(2, 3));
    run(plan, Duration.ofSeconds(5));
    away.add(2);
    asked.clear();
    run(plan, Duration.ofSeconds(3));
    List<PackQuestion> toPack2 =
        asked.stream()
            .filter(q -> q.address().value() == 2 && !q.probe())
            .collect(Collectors.toList());
    assertThat(toPack2).hasSize(2);
    assertThat(toPack2.get(1)).isEqualTo(toPack2.get(0));
    assertThat(plan.isWorthAsking(PackAddress.of(2))).isFalse();
  }

  @Test
  void aSilentPackCostsThreePercentAndIsGreetedWithinTenSeconds() {
    PollPlan plan = fifteen();
    away.add(7);
    run(plan, Duration.ofSeconds(20));
    asked.clear();
    run(plan, Duration.ofSeconds(300));
    long probes = asked.stream().filter(PackQuestion::probe).count();
    long patient = asked.stream().filter(q -> q.address().value() == 7 && !q.probe()).count();
    assertThat(probes * 0.206 + patient * 0.626).isLessThan(300 * 0.03);
    assertThat(patient).isPositive();

    away.clear();
    Moment back = now;
    PackQuestion question;
    do {
      question = step(plan);
    } while (question.address().value() != 7);
    assertThat(now.since(back)).isLessThan(Duration.ofSeconds(10));
    assertThat(step(plan)).isEqualTo(new PackQuestion(PackAddress.of(7), Kind.STATUS));
  }

  /**
   * Pack 7 takes its time among packs that take 20 ms, and a short look waits 180 ms. What it says
   * after that is heard late, or on a wire it hurts the answer of whoever is asked then.
   */
  @ParameterizedTest
  @CsvSource({"200, true", "350, true", "450, true", "200, false", "350, false", "450, false"})
  void aPackThatIsSlowerThanAShortLookIsGreetedWithinTenSecondsAsWell(int needs, boolean hurts) {
    PollPlan plan = fifteen();
    away.add(7);
    run(plan, Duration.ofSeconds(60));
    for (int pause = 0; pause < 20; pause++) {
      run(plan, Duration.ofMillis(900));
      Moment back = now;
      boolean patient;
      do {
        PackQuestion question = plan.next(now);
        boolean to7 = question.address().value() == 7;
        patient = to7 && !question.probe();
        now = now.plus(Duration.ofMillis(to7 ? 206 : millis(question.kind()) + 5));
        plan.note(question, to7 ? SILENT : answered(question), now);
        if (to7 && !patient && hurts) {
          PackQuestion talkedOver = plan.next(now);
          now = now.plus(Duration.ofMillis(needs));
          plan.note(talkedOver, new Exchange.Garbled(FrameFault.CHKSUM), now);
        } else if (to7 && !patient) {
          plan.ear().late(question, Duration.ofMillis(needs + 187));
        }
      } while (!patient);
      assertThat(now.since(back)).isLessThan(Duration.ofMillis(9500));
    }
  }

  @Test
  void whereNobodyAnswersEveryLookIsPatientAndNobodyWaitsTenSeconds() {
    PollPlan plan = new PollPlan(addresses(2, 3, 4, 5));
    away.addAll(Set.of(2, 3, 4, 5));
    run(plan, Duration.ofSeconds(30));
    asked.clear();
    run(plan, Duration.ofSeconds(9));
    assertThat(asked.stream().filter(question -> !question.probe()).map(PackQuestion::address))
        .contains(PackAddress.of(2), PackAddress.of(3), PackAddress.of(4), PackAddress.of(5));
  }

  /** Their looks alone, at what one costs where packs turn around in 20 ms. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 14})
  void manySilentPacksCostThreePercentEachAtTheMostAndAreNeverLookedForInARow(int gone) {
    PollPlan plan = fifteen();
    IntStream.range(15 - gone, 15).map(i -> i < 1 ? i : i + 1).forEach(away::add);
    run(plan, Duration.ofSeconds(30));
    asked.clear();
    run(plan, Duration.ofSeconds(300));
    long cost =
        asked.stream()
            .filter(question -> away.contains(question.address().value()))
            .mapToLong(question -> question.probe() ? 206 : 626)
            .sum();
    assertThat(cost / 300_000.0 / gone).isLessThan(0.03);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(
              away.contains(asked.get(i).address().value())
                  && away.contains(asked.get(i - 1).address().value()))
          .isFalse();
    }
  }

  @Test
  void aPackThatOnlyStumbledIsHeardAgainBeforeItsAgeExcludesIt() {
    PollPlan plan = fifteen();
    run(plan, Duration.ofSeconds(20));
    away.add(7);
    while (plan.isWorthAsking(PackAddress.of(7))) {
      step(plan);
    }
    away.clear();
    Moment back = now;
    PackQuestion question;
    do {
      question = step(plan);
    } while (question.address().value() != 7);
    assertThat(now.since(back)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void noMeasurementIsOlderThanTwoRoundsWhilePacksComeAndGo() {
    PollPlan plan = fifteen();
    run(plan, Duration.ofSeconds(60));
    worstAge.clear();
    away.addAll(Set.of(4, 9));
    run(plan, Duration.ofSeconds(60));
    worstAge.keySet().removeAll(away);
    assertThat(worstAge.values()).allMatch(age -> age.compareTo(Duration.ofSeconds(7)) < 0);
  }

  /** A breaker opens: those that still answer are not older than two rounds of 3.5 s either. */
  @Test
  void manyThatFallSilentAtOnceDoNotMakeTheOthersLookOld() {
    for (int gone = 1; gone < 15; gone++) {
      away.clear();
      PollPlan plan = fifteen();
      run(plan, Duration.ofSeconds(60));
      worstAge.clear();
      IntStream.range(15 - gone, 15).map(i -> i < 1 ? i : i + 1).forEach(away::add);
      run(plan, Duration.ofSeconds(60));
      worstAge.keySet().removeAll(away);
      assertThat(worstAge.values())
          .as("%d gone", gone)
          .allMatch(age -> age.compareTo(Duration.ofSeconds(7)) < 0);
    }
  }

  @Test
  void garbageKeepsAPackInTheRound() {
    PollPlan plan = new PollPlan(addresses(2));
    run(plan, Duration.ofSeconds(3));
    for (int i = 0; i < 50; i++) {
      PackQuestion question = plan.next(now);
      plan.note(question, new Exchange.Refused(Refusal.VOLTAGE_SUM, ""), now);
    }
    assertThat(plan.isWorthAsking(PackAddress.of(2))).isTrue();
  }

  @Test
  void aPortThatIsGoneSaysNothingAboutPacks() {
    PollPlan plan = new PollPlan(addresses(2));
    run(plan, Duration.ofSeconds(3));
    for (int i = 0; i < 50; i++) {
      plan.note(plan.next(now), new Exchange.PortGone("unplugged"), now);
    }
    assertThat(plan.isWorthAsking(PackAddress.of(2))).isTrue();
  }

  @Test
  void withNobodyThereItProbesOnAndOn() {
    PollPlan plan = new PollPlan(addresses(2, 3));
    away.addAll(Set.of(2, 3));
    run(plan, Duration.ofSeconds(10));
    away.clear();
    asked.clear();
    step(plan);
    step(plan);
    assertThat(asked.get(1).kind()).isEqualTo(Kind.STATUS);
  }

  @Test
  void packsNearALimitComeFirstAndTheirStatusWithThem() {
    PollPlan plan = interested(addresses(2, 3, 4, 5));
    run(plan, Duration.ofSeconds(10));
    high.add(5);
    run(plan, Duration.ofSeconds(5));
    while (!plan.atRoundStart()) {
      step(plan);
    }
    asked.clear();
    run(plan, Duration.ofSeconds(1));
    assertThat(asked.stream().limit(3).map(PackQuestion::toString))
        .containsExactly("pack 5 analog", "pack 5 status", "pack 2 analog");
  }

  @Test
  void aCurrentThroughAnOpenMosfetAndAChangedFlagAskForTheStatusAtOnce() {
    PollPlan plan = interested(addresses(2, 3, 4, 5));
    open.add(4);
    run(plan, Duration.ofSeconds(10));
    currents.put(4, 20_000);
    assertStatusFollows(plan, 4);
    currents.clear();
    run(plan, Duration.ofSeconds(10));
    alarmFlag = 1;
    assertStatusFollows(plan, 2);
  }

  /** Of the next round: a pack's measurements, and its status before anybody else's. */
  private void assertStatusFollows(PollPlan plan, int address) {
    while (!plan.atRoundStart()) {
      step(plan);
    }
    PackQuestion question;
    do {
      question = step(plan);
    } while (question.address().value() != address || question.kind() != Kind.ANALOG);
    assertThat(step(plan)).isEqualTo(new PackQuestion(PackAddress.of(address), Kind.STATUS));
  }

  @Test
  void withEveryPackNearALimitARoundStaysBounded() {
    PollPlan plan = interested(fifteenAddresses());
    run(plan, Duration.ofSeconds(60));
    high.addAll(IntStream.rangeClosed(0, 15).boxed().collect(Collectors.toSet()));
    run(plan, Duration.ofSeconds(60));
    assertThat(rounds.get(rounds.size() - 1).took()).isLessThan(Duration.ofMillis(4400));
  }

  @Test
  void parametersAreAskedOnceInIdleSlotsAndNotOfAPackThatDoesNotAnswerThem() {
    PollPlan plan = interested(addresses(2, 3), "cell_ov", "cell_uv", "balance");
    run(plan, Duration.ofSeconds(60));
    assertThat(asked.stream().filter(q -> q.kind() == Kind.PARAMETER))
        .hasSize(6)
        .doesNotHaveDuplicates();
    asked.clear();
    PollPlan deaf = interested(addresses(2), "cell_ov", "cell_uv", "balance");
    Moment end = now.plus(Duration.ofSeconds(60));
    while (now.isBefore(end)) {
      PackQuestion question = deaf.next(now);
      asked.add(question);
      now = now.plus(Duration.ofMillis(200));
      boolean parameter = question.kind() == Kind.PARAMETER;
      deaf.note(question, parameter ? SILENT : answered(question), now);
    }
    assertThat(asked.stream().filter(q -> q.kind() == Kind.PARAMETER)).hasSize(2);
    assertThat(deaf.isWorthAsking(PackAddress.of(2))).isTrue();
  }

  @Test
  void aPackThatComesBackAmongFourteenSilentOnesIsGreetedWithinTenSeconds() {
    PollPlan plan = fifteen();
    IntStream.rangeClosed(2, 15).forEach(away::add);
    run(plan, Duration.ofSeconds(120));
    for (int back : List.of(3, 9, 15)) {
      away.remove(back);
      Moment since = now;
      PackQuestion question;
      do {
        question = step(plan);
      } while (question.address().value() != back);
      assertThat(now.since(since)).isLessThan(Duration.ofSeconds(10));
      away.add(back);
      run(plan, Duration.ofSeconds(60));
    }
  }

  /** Packs come near limits and leave them as they please: who answers is never forgotten. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noMeasurementIsOlderThanTwoRoundsAndNoStatusThanFour(long seed) {
    Random random = new Random(seed);
    PollPlan plan = interested(fifteenAddresses(), "cell_ov", "cell_uv");
    run(plan, Duration.ofSeconds(40));
    rounds.clear();
    while (rounds.size() < 40) {
      step(plan);
      if (random.nextInt(10) == 0) {
        int address = random.nextInt(16);
        if (!high.remove(address)) {
          high.add(address);
        }
        alarmFlag = random.nextInt(3);
      }
    }
    Duration cycle = rounds.stream().map(PollRound::took).max(Duration::compareTo).orElseThrow();
    for (PollRound round : rounds) {
      assertThat(round.worst()).hasSize(15);
      assertThat(round.worst().values())
          .allSatisfy(
              ages -> {
                assertThat(ages.analog()).isLessThanOrEqualTo(cycle.multipliedBy(2));
                assertThat(ages.status()).isLessThanOrEqualTo(cycle.multipliedBy(4));
              });
    }
  }

  @Test
  void theAgesOfASilentPackGoOnGrowingInWhatIsTold() {
    PollPlan plan = interested(addresses(2, 3));
    run(plan, Duration.ofSeconds(10));
    away.add(3);
    run(plan, Duration.ofSeconds(20));
    PollRound last = rounds.get(rounds.size() - 1);
    PollRound.Ages silent = Objects.requireNonNull(last.worst().get(PackAddress.of(3)));
    assertThat(silent.analog()).isGreaterThan(Duration.ofSeconds(15));
    assertThat(silent.status()).isNull();
  }

  @Test
  void aStatusCanBeHastened() {
    PollPlan plan = new PollPlan(addresses(2, 3, 4));
    run(plan, Duration.ofSeconds(3));
    plan.hastenStatus(PackAddress.of(4));
    assertThat(plan.next(now)).isEqualTo(new PackQuestion(PackAddress.of(4), Kind.STATUS));
  }

  @Test
  void wrongAddressesAreRefusedInWords() {
    assertThatThrownBy(() -> new PollPlan(addresses(2, 1)))
        .hasMessage(
            "address 1 is this master's own: a pack may be set to 2…15, or to 0 where it is alone");
    assertThatThrownBy(() -> new PollPlan(addresses(2, 3, 2)))
        .hasMessageContaining("address 2 is given twice");
    assertThatThrownBy(() -> new PollPlan(List.of())).hasMessageContaining("1 to 15 are allowed");
    assertThatThrownBy(() -> addresses(16)).hasMessageContaining("address 16 is outside 0…15");
  }

  /** A gateway held the answer back for two seconds: so old it is when it comes. */
  @Test
  void whatIsKnownIsAsOldAsTheQuestion() {
    PackAddress two = PackAddress.of(2);
    PollPlan plan = new PollPlan(List.of(two));
    Moment put = now;
    PackQuestion question = plan.next(put);
    assertThat(question.kind()).isEqualTo(Kind.ANALOG);
    PackReply reply = measured(3300, 0);
    Duration held = Duration.ofSeconds(2);
    plan.note(question, new Exchange.Answered(reply, put, held), put.plus(held));
    assertThat(plan.age(two, put.plus(held))).isEqualTo(held);

    // An answer that may be an earlier question's makes nothing older than it was known to be.
    Moment later = put.plus(Duration.ofSeconds(3));
    Moment earlier = Moment.ofNanos(put.nanos() - 1_000_000_000L);
    plan.next(later);
    plan.note(question, new Exchange.Answered(reply, earlier, later.since(earlier)), later);
    assertThat(plan.age(two, later)).isEqualTo(Duration.ofSeconds(3));
  }
}
