package io.bankd.rs485;

import java.time.Duration;

/**
 * How long to wait on a bus for what, 8N1: ten bits to the character. A question's time-outs are
 * for the first character of its answer, for each pause within it, and for the whole.
 *
 * @param baud of the line, also behind a TCP gateway
 * @param firstCharacter from the end of the request to the first character of the answer; 500 ms by
 *     the document (PACE RS485 2018), 25–160 ms as measured
 * @param longest to what this may grow where answers are heard to come later than that
 * @param probe the same for a pack known to be silent, 150 ms as a PACE master pack allows itself
 * @param characterGap the longest pause within a frame: gateways deliver in chunks
 * @param whole what all characters of an answer may take, in percent of their time on the wire
 * @param settle how long the line must be quiet before a failed question is done with
 * @param gap between an answer and the next request
 * @param stuck for how long an answer may be held back where nothing comes through meanwhile
 */
public record BusTiming(
    int baud,
    Duration firstCharacter,
    Duration longest,
    Duration probe,
    Duration characterGap,
    int whole,
    Duration settle,
    Duration gap,
    Duration stuck) {

  public BusTiming {
    if (baud < 300 || baud > 4_000_000) {
      throw new IllegalArgumentException("baud " + baud + " is outside 300…4000000");
    }
  }

  /** For a UART of this machine. */
  public static BusTiming serial(int baud) {
    return of(baud, 1000, 50, 100, 3000);
  }

  /** For a gateway that packs characters into segments as it sees fit, and a network before it. */
  public static BusTiming tcp(int baud) {
    return of(baud, 2500, 300, 300, 10_000);
  }

  private static BusTiming of(
      int baud, int longestMs, int characterGapMs, int settleMs, int stuckMs) {
    // The pack's driver lets go within a character; the second one is for the next pack's receiver.
    Duration twoCharacters = Duration.ofNanos(20_000_000_000L / baud);
    return new BusTiming(
        baud,
        Duration.ofMillis(500),
        Duration.ofMillis(longestMs),
        Duration.ofMillis(150),
        Duration.ofMillis(characterGapMs),
        130,
        Duration.ofMillis(settleMs),
        twoCharacters,
        Duration.ofMillis(stuckMs));
  }

  /** With another pause between exchanges: some packs lock up when they are asked too fast. */
  public BusTiming withGap(Duration gap) {
    return new BusTiming(
        baud, firstCharacter, longest, probe, characterGap, whole, settle, gap, stuck);
  }

  /** With another patience for the first character of an answer, which may grow no less. */
  public BusTiming withFirstCharacter(Duration firstCharacter) {
    Duration most = longest.compareTo(firstCharacter) < 0 ? firstCharacter : longest;
    return new BusTiming(
        baud, firstCharacter, most, probe, characterGap, whole, settle, gap, stuck);
  }

  /** With another bound on what the patience for the first character may grow to. */
  public BusTiming withLongest(Duration longest) {
    return new BusTiming(
        baud, firstCharacter, longest, probe, characterGap, whole, settle, gap, stuck);
  }

  /** With another pause allowed within an answer; the line settles no sooner. */
  public BusTiming withCharacterGap(Duration characterGap) {
    Duration quiet = settle.compareTo(characterGap) < 0 ? characterGap : settle;
    return new BusTiming(
        baud, firstCharacter, longest, probe, characterGap, whole, quiet, gap, stuck);
  }

  /** With another allowance for a whole answer, in percent of its time on the wire. */
  public BusTiming withWhole(int whole) {
    return new BusTiming(
        baud, firstCharacter, longest, probe, characterGap, whole, settle, gap, stuck);
  }

  /** The time so many characters take on the wire. */
  public Duration wire(int characters) {
    return Duration.ofNanos(characters * 10_000_000_000L / baud);
  }
}
