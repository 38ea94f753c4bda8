package io.bankd.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.campaign.Course.Upset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random banks on random courses through the real controller: a few in every build, thousands by
 * {@code -Dcampaign.banks=2000}; see docs/bank-limits.md.
 */
class CampaignTest {
  private static final int BANKS = Integer.getInteger("campaign.banks", 12);
  private static final int MINUTES = Integer.getInteger("campaign.minutes", 5);
  private static final int FIRST = Integer.getInteger("campaign.first", 1);

  private static final int UPSETS = Integer.getInteger("campaign.upsets", 1);

  /* Seed 1: fourteen packs, half full. */
  private static final long DRAWN = 1;

  @Test
  void noPackIsDrivenFarBeyondItsLimitAndLittleEnergyIsLost() {
    List<Outcome> outcomes = new ArrayList<>();
    long begin = System.nanoTime();
    for (int seed = FIRST; seed < FIRST + BANKS; seed++) {
      outcomes.add(Outcome.of(seed, MINUTES));
      if (outcomes.size() % 100 == 0 || outcomes.size() == BANKS) {
        System.out.printf(
            "seeds %d…%d, %d minutes each, %.0f s%n%s%n",
            FIRST, seed, MINUTES, (System.nanoTime() - begin) / 1e9, Report.of(outcomes));
      }
    }
    outcomes.forEach(CampaignTest::judge);
    assertThat(Report.percentile(outcomes, 0.5, o -> o.ours().steady()))
        .as("the steady load of the median bank")
        .isLessThan(1.02);
    assertThat(Report.percentile(outcomes, 0.5, o -> o.energy(0)))
        .as("what the median bank moves of what it could")
        .isGreaterThan(0.9);
  }

  /*
   * Fourteen packs, nearly empty: while the limit rises by stairs the hardest driven one comes to
   * 10 %, where its voltage rises four times slower, and takes 0.2 A a second more.
   */
  @Test
  void aKneeWhileTheLimitRisesByStairsIsFollowed() {
    Course course = Course.of(1228, 8);
    Rule ours = new Ours(course.packs(), course.learntLag());
    assertThat(new Run(course, ours).judged(bank -> {}).steady()).isLessThan(1.02);
  }

  /* The tolerances that docs/bank-limits.md states. */
  private static void judge(Outcome outcome) {
    Verdict ours = outcome.ours();
    assertThat(ours.highest()).as("worst second of " + outcome.name()).isLessThan(1.15);
    assertThat(ours.steady()).as("steady load of " + outcome.name()).isLessThan(1.02);
    withinCells(outcome);
    noTripOfItsOwn(outcome);
  }

  private static void withinCells(Outcome outcome) {
    Verdict ours = outcome.ours();
    assertThat(ours.highestCell()).as("highest cell of " + outcome.name()).isLessThan(3.6);
    assertThat(ours.lowestCell()).as("lowest cell of " + outcome.name()).isGreaterThan(2.7);
  }

  private static void noTripOfItsOwn(Outcome outcome) {
    Verdict ours = outcome.ours();
    // Packs that are put together at too different voltages may trip with no limit to blame.
    if (outcome.verdicts().get(Outcome.IDEAL).trip().isEmpty()) {
      assertThat(ours.trip()).as("what trips in " + outcome.name()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "OPEN"})
  void aPackThatFallsSilentOrOpensDrivesNoCellTooFar(Upset upset) {
    List<Outcome> outcomes = upset(upset);
    outcomes.forEach(CampaignTest::withinCells);
    outcomes.forEach(CampaignTest::noTripOfItsOwn);
  }

  /**
   * What a pack takes that closes its MOSFETs at another voltage is its own, and flows before a
   * limit is heeded. It may trip only where limits of zero from that moment on change nothing.
   */
  @Test
  void aPackThatReturnsTripsOnlyWhereNoLimitCouldPreventIt() {
    List<Outcome> outcomes = upset(Upset.RETURN);
    outcomes.forEach(CampaignTest::withinCells);
    outcomes.forEach(CampaignTest::tripsOnlyWhereNothingHelps);
  }

  /* Four packs, 124 A, 45 s late: 134 A into the first pack in the second in which it closes. */
  @Test
  void aLateInverterTripsAPackThatReturnsWhateverItIsTold() {
    Outcome outcome = Outcome.of(Course.of(67, 8, Upset.RETURN));
    assertThat(outcome.ours().trip()).isEqualTo("current");
    tripsOnlyWhereNothingHelps(outcome);
  }

  private static void tripsOnlyWhereNothingHelps(Outcome outcome) {
    Verdict ours = outcome.ours();
    if (ours.trip().isEmpty()) {
      return;
    }
    Course course = outcome.course();
    Verdict stopped = new Run(course, new StoppedOnReturn(course)).judged(bank -> {});
    assertThat(ours.tripSecond())
        .as("when the first pack is back in " + outcome.name())
        .isGreaterThanOrEqualTo(course.back());
    assertThat(ours.trip() + " in second " + ours.tripSecond())
        .as("what trips in " + outcome.name())
        .isEqualTo(stopped.trip() + " in second " + stopped.tripSecond());
  }

  private static List<Outcome> upset(Upset upset) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int seed = FIRST; seed < FIRST + UPSETS; seed++) {
      outcomes.add(Outcome.of(Course.of(seed, MINUTES, upset)));
    }
    System.out.printf("%s: %d banks%n%s%n", upset, UPSETS, Report.of(outcomes));
    return outcomes;
  }

  /* One that nothing can fail would prove nothing. */
  @Test
  void limitsSimplySummedAreFoundOut() {
    List<Outcome> outcomes = List.of(Outcome.of(1, 3), Outcome.of(3, 3), Outcome.of(5, 3));
    assertThat(outcomes).allMatch(outcome -> outcome.verdicts().get(1).highest() > 1.3);
    assertThat(outcomes).allMatch(outcome -> outcome.verdicts().get(4).highest() < 1.01);
  }

  /** The picture of docs/bank-limits.md; kept where {@code -Dcampaign.images} says. */
  @Test
  void oneRunCanBeLookedAt() throws IOException {
    String picture = Picture.of(Course.of(DRAWN, 8), 180, 480);
    assertThat(picture).startsWith("<svg").endsWith("</svg>\n").contains("polyline");
    String images = System.getProperty("campaign.images");
    if (images != null) {
      Files.writeString(Files.createDirectories(Path.of(images)).resolve("sharing.svg"), picture);
    }
  }
}
