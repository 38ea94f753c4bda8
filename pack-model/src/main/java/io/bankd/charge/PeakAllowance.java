package io.bankd.charge;

import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import java.time.Duration;

/**
 * What a pack may carry beyond its continuous current, and what counts as doing so (PACK-2, AM5000
 * nameplate: 100 A at 25 °C, at most 3 min a time, 5 times a month and 24 h apart).
 *
 * @param enabled whether peaks are ever offered; they are counted all the same
 * @param continuousCharge offered when no peak is, a magnitude; 1…500 A
 * @param continuousDischarge likewise
 * @param peak offered in a peak; not below either continuous current, up to 500 A
 * @param longest of one peak; 1 s…1 h
 * @param times how many peaks there may be in a period; 0…20
 * @param period how long a peak is remembered after its end; 1…365 days
 * @param apart from the end of one peak to the beginning of the next; 0…30 days
 * @param coldest the coldest cell sensor at which a peak is offered
 * @param hottest the hottest; the maker promises 25 °C, and names no range
 */
public record PeakAllowance(
    boolean enabled,
    Current continuousCharge,
    Current continuousDischarge,
    Current peak,
    Duration longest,
    int times,
    Duration period,
    Duration apart,
    Temperature coldest,
    Temperature hottest,
    Counting counting) {

  /**
   * What counts as a peak.
   *
   * @param margin above the continuous current for the gain of a sensor, so that 50.1 A is no peak;
   *     0…10 A
   * @param shortest a shorter time above is no entry of its own, but such times are added up and
   *     make an entry as soon as they are as long as a peak may be; 0…60 s
   * @param pause how long the current must stay down before a peak has ended; 1 s…1 h
   * @param reaction how long before its time is up a peak is no longer offered, for the inverter to
   *     follow; also the oldest reading on which one is offered; 1 s…1 min
   */
  public record Counting(Current margin, Duration shortest, Duration pause, Duration reaction) {
    public Counting {
      Bounds.within("margin", margin, Current.ZERO, Current.ofAmperes(10));
      Bounds.within("shortest", shortest, Duration.ZERO, Duration.ofMinutes(1));
      Bounds.within("pause", pause, Duration.ofSeconds(1), Duration.ofHours(1));
      Bounds.within("reaction", reaction, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
  }

  public static final PeakAllowance FACTORY =
      new PeakAllowance(
          false,
          Current.ofAmperes(50),
          Current.ofAmperes(50),
          Current.ofAmperes(100),
          Duration.ofMinutes(3),
          5,
          Duration.ofDays(30),
          Duration.ofHours(24),
          Temperature.ofDegrees(15),
          Temperature.ofDegrees(35),
          new Counting(
              Current.ofAmperes(1),
              Duration.ofSeconds(5),
              Duration.ofMinutes(1),
              Duration.ofSeconds(10)));

  public PeakAllowance {
    Current most = Current.ofAmperes(500);
    Bounds.within("continuous charge", continuousCharge, Current.ofAmperes(1), most);
    Bounds.within("continuous discharge", continuousDischarge, Current.ofAmperes(1), most);
    Bounds.within("peak", peak, Current.max(continuousCharge, continuousDischarge), most);
    Bounds.within("longest peak", longest, Duration.ofSeconds(1), Duration.ofHours(1));
    Bounds.within("peaks in a period", times, 0, PeakLedger.MOST);
    Bounds.within("period", period, Duration.ofDays(1), Duration.ofDays(365));
    Bounds.within("time between peaks", apart, Duration.ZERO, Duration.ofDays(30));
    Bounds.within("coldest", coldest, Temperature.ofDegrees(-45), hottest);
    Bounds.within("hottest", hottest, coldest, Temperature.ofDegrees(125));
  }

  /** The same with peaks offered or not. */
  public PeakAllowance enabled(boolean offered) {
    return new PeakAllowance(
        offered,
        continuousCharge,
        continuousDischarge,
        peak,
        longest,
        times,
        period,
        apart,
        coldest,
        hottest,
        counting);
  }

  /** What one peak may last of what is offered, the rest being kept for the inverter to follow. */
  Duration offered() {
    Duration rest = longest.minus(counting.reaction());
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  boolean isAbove(Current current) {
    Current continuous = current.milliamperes() > 0 ? continuousCharge : continuousDischarge;
    return magnitude(current).compareTo(continuous.plus(counting.margin())) > 0;
  }

  static Current magnitude(Current current) {
    return Current.ofMilliamperes(Math.abs(current.milliamperes()));
  }
}
