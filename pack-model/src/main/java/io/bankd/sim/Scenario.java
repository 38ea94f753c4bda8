package io.bankd.sim;

import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How a simulated bank begins, what sun and household want of it, what befalls it, and how its
 * inverter behaves: data, so that it can be written into a file.
 *
 * @param name the word on the command line
 * @param description one line for the help text
 * @param wish what the inverter would like
 * @param stray what else flows on the busbar and heeds nobody's limits
 * @param differences of single packs; of several for one pack the first counts
 */
public record Scenario(
    String name,
    String description,
    Start start,
    Course wish,
    Course stray,
    List<Difference> differences,
    List<Mishap> mishaps,
    Manners inverter)
    implements Surroundings {

  /**
   * How the packs begin.
   *
   * @param soc mean state of charge
   * @param socSpread how far packs differ from that, plus or minus
   * @param resistanceSpread how far the packs' resistances differ, plus or minus; below 100 %
   * @param temperature of the packs at the start, and of the room
   */
  public record Start(Ratio soc, Ratio socSpread, Ratio resistanceSpread, Temperature temperature) {
    /** 60 % and a summer's morning. */
    public static final Start ORDINARY = perMille(600, 10, 100, 23);

    static Start perMille(int soc, int socSpread, int resistanceSpread, int degrees) {
      return new Start(
          Ratio.ofBasisPoints(10 * soc),
          Ratio.ofBasisPoints(10 * socSpread),
          Ratio.ofBasisPoints(10 * resistanceSpread),
          Temperature.ofDecidegrees(10 * degrees));
    }
  }

  /**
   * Something that the scenario does, in words.
   *
   * @param at since the start
   */
  public record Saying(Duration at, String words) {}

  public Scenario {
    differences = List.copyOf(differences);
    mishaps = List.copyOf(mishaps);
  }

  /** Nothing is wished and nothing happens. */
  static Scenario of(String name, String description) {
    return new Scenario(
        name,
        description,
        Start.ORDINARY,
        Course.NOTHING,
        Course.NOTHING,
        List.of(),
        List.of(),
        Manners.ORDINARY);
  }

  Scenario starting(int socPerMille, int socSpread, int resistanceSpread, int degrees) {
    Start other = Start.perMille(socPerMille, socSpread, resistanceSpread, degrees);
    return new Scenario(name, description, other, wish, stray, differences, mishaps, inverter);
  }

  Scenario wishing(Course wish) {
    return new Scenario(name, description, start, wish, stray, differences, mishaps, inverter);
  }

  Scenario straying(Course stray) {
    return new Scenario(name, description, start, wish, stray, differences, mishaps, inverter);
  }

  Scenario differing(Whom packs, Map<Trait, Integer> traits) {
    List<Difference> more = new ArrayList<>(differences);
    more.add(new Difference(packs, traits));
    return new Scenario(name, description, start, wish, stray, more, mishaps, inverter);
  }

  Scenario suffering(Mishap mishap) {
    List<Mishap> more = new ArrayList<>(mishaps);
    more.add(mishap);
    return new Scenario(name, description, start, wish, stray, differences, more, inverter);
  }

  Scenario under(Manners inverter) {
    return new Scenario(name, description, start, wish, stray, differences, mishaps, inverter);
  }

  @Override
  public Current wish(Duration elapsed, Current nominal) {
    return wish.at(elapsed, nominal);
  }

  @Override
  public Current stray(Duration elapsed, Current nominal) {
    return stray.at(elapsed, nominal);
  }

  @Override
  public boolean chargerPresent(Duration elapsed) {
    Current some = Current.ofAmperes(1000);
    return wish.milliamperes(elapsed, some) > 0 || stray.milliamperes(elapsed, some) > 0;
  }

  @Override
  public double roomTemperature(Duration elapsed) {
    return start.temperature().decidegrees() / 10.0;
  }

  /** How a pack of that bank differs. */
  Difference of(PackId pack, List<PackId> bank) {
    for (Difference difference : differences) {
      if (difference.packs().among(bank).contains(pack)) {
        return difference;
      }
    }
    return Difference.none(pack);
  }

  /** What befalls a bank, in words and in order: “pack 7 falls silent”. */
  public List<Saying> sayings(List<PackId> bank) {
    List<Saying> sayings = new ArrayList<>();
    for (Mishap mishap : mishaps) {
      sayings.add(new Saying(mishap.from(), mishap.beginning(bank)));
      if (!mishap.isEndless()) {
        sayings.add(new Saying(mishap.until(), mishap.end(bank)));
      }
    }
    sayings.sort(Comparator.comparing(Saying::at));
    return List.copyOf(sayings);
  }
}
