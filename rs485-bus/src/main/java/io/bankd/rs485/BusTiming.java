package io.bankd.rs485;

import java.time.Duration;

/**
 * How long to wait on a bus for what, 8N1: ten bits to the character.
 *
 * @param baud of the line, also behind a TCP gateway
 * @param firstCharacter from the end of the request to the first character of the answer; 500 ms by
 *     the document (PACE RS485 2018), 25–160 ms as measured
 * @param probe the same for a pack known to be silent, 150 ms as a PACE master pack allows itself
 * @param characterGap the longest pause within a frame: gateways deliver in chunks
 * @param settle how long the line must be quiet before a failed question is done with
 * @param gap between an answer and the next request
 */
public record BusTiming(
    int baud,
    Duration firstCharacter,
    Duration probe,
    Duration characterGap,
    Duration settle,
    Duration gap) {

  public BusTiming {
    if (baud < 300 || baud > 4_000_000) {
      throw new IllegalArgumentException("baud " + baud + " is outside 300…4000000");
    }
  }

  /** For a UART of this machine. */
  public static BusTiming serial(int baud) {
    return of(baud, 50, 100);
  }

  /** For a gateway that packs characters into segments as it sees fit. */
  public static BusTiming tcp(int baud) {
    return of(baud, 300, 300);
  }

  private static BusTiming of(int baud, int characterGapMs, int settleMs) {
    // The pack's driver lets go within a character; the second one is for the next pack's receiver.
    Duration twoCharacters = Duration.ofNanos(20_000_000_000L / baud);
    return new BusTiming(
        baud,
        Duration.ofMillis(500),
        Duration.ofMillis(150),
        Duration.ofMillis(characterGapMs),
        Duration.ofMillis(settleMs),
        twoCharacters);
  }

  /** With another pause between exchanges: some packs lock up when they are asked too fast. */
  public BusTiming withGap(Duration gap) {
    return new BusTiming(baud, firstCharacter, probe, characterGap, settle, gap);
  }

  /** With another patience for the first character of an answer. */
  public BusTiming withFirstCharacter(Duration firstCharacter) {
    return new BusTiming(baud, firstCharacter, probe, characterGap, settle, gap);
  }

  /** The time so many characters take on the wire. */
  public Duration wire(int characters) {
    return Duration.ofNanos(characters * 10_000_000_000L / baud);
  }
}
