package io.bankd.sim;

import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.List;

/**
 * A scenario by its figures; what is not said of it is nothing.
 *
 * @param wish seconds and per mille, alternately, over and over
 * @param stray the same, of what heeds no limit
 * @param weak whether one cell is weak, of pack 7, or the last where there is no 7
 * @param silentFrom of the same pack
 */
record Course(
    String name,
    String description,
    double startSoc,
    double socSpread,
    double resistanceSpread,
    double startTemperature,
    List<Integer> wish,
    List<Integer> stray,
    boolean weak,
    Duration silentFrom,
    Duration silentUntil)
    implements Scenario {

  static Course of(
      String name, String description, double soc, double socSpread, double ohms, double degrees) {
    return new Course(
        name,
        description,
        soc,
        socSpread,
        ohms,
        degrees,
        List.of(),
        List.of(),
        false,
        Duration.ZERO,
        Duration.ZERO);
  }

  Course wishing(Integer... course) {
    return with(List.of(course), stray, weak, silentFrom, silentUntil);
  }

  Course straying(Integer... course) {
    return with(wish, List.of(course), weak, silentFrom, silentUntil);
  }

  Course weakened() {
    return with(wish, stray, true, silentFrom, silentUntil);
  }

  Course losing(Duration from, Duration until) {
    return with(wish, stray, weak, from, until);
  }

  private Course with(
      List<Integer> wish, List<Integer> stray, boolean weak, Duration from, Duration until) {
    return new Course(
        name,
        description,
        startSoc,
        socSpread,
        resistanceSpread,
        startTemperature,
        wish,
        stray,
        weak,
        from,
        until);
  }

  @Override
  public int wishPerMille(Duration elapsed) {
    return at(wish, elapsed);
  }

  @Override
  public int strayPerMille(Duration elapsed) {
    return at(stray, elapsed);
  }

  private static int at(List<Integer> course, Duration elapsed) {
    long period = 0;
    for (int i = 0; i < course.size(); i += 2) {
      period += course.get(i);
    }
    long second = period == 0 ? 0 : elapsed.toSeconds() % period;
    for (int i = 0; i < course.size(); i += 2) {
      if (second < course.get(i)) {
        return course.get(i + 1);
      }
      second -= course.get(i);
    }
    return 0;
  }

  @Override
  public boolean isWeak(PackId pack, List<PackId> packs) {
    return weak && pack.equals(chosen(packs));
  }

  @Override
  public boolean isSilent(PackId pack, List<PackId> packs, Duration elapsed) {
    return elapsed.compareTo(silentFrom) >= 0
        && elapsed.compareTo(silentUntil) < 0
        && pack.equals(chosen(packs));
  }

  private static PackId chosen(List<PackId> packs) {
    return packs.stream()
        .filter(pack -> pack.address().value() == 7)
        .findFirst()
        .orElse(packs.get(packs.size() - 1));
  }
}
