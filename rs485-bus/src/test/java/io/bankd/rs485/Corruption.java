package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What a line does to an answer. */
enum Corruption {
  BER_1E_6(1e-6),
  BER_1E_5(1e-5),
  BER_1E_4(1e-4),
  BER_1E_3(1e-3),
  BER_1E_2(1e-2),
  /** Two to seven digits with a bit turned that often leaves them digits. */
  DIGITS(0),
  /** Two characters of INFO exchanged, which no sum notices. */
  SWAPPED(0),
  /** The end is missing. */
  CUT(0),
  /** The beginning of an answer and the end of one, perhaps overlapping. */
  GLUED(0),
  /** A sound answer that is late: another pack's, or to another question, perhaps damaged too. */
  LATE(0);

  private static final int DATA_BITS = 8;

  private final double bitErrorRate;

  Corruption(double bitErrorRate) {
    this.bitErrorRate = bitErrorRate;
  }

  /**
   * The characters that arrive, other than the sound ones.
   *
   * @param others answers of others, and to other questions
   */
  byte[] of(byte[] sound, byte[][] others, SplittableRandom random) {
    byte[] damaged;
    do {
      damaged = attempt(sound, others, random);
    } while (Arrays.equals(damaged, sound));
    return damaged;
  }

  private byte[] attempt(byte[] sound, byte[][] others, SplittableRandom random) {
    byte[] copy = sound.clone();
    switch (this) {
      case DIGITS:
        for (int flips = 2 + random.nextInt(6); flips > 0; flips--) {
          copy[1 + random.nextInt(copy.length - 2)] ^= (byte) (1 << random.nextInt(4));
        }
        return copy;
      case SWAPPED:
        int digits = copy.length - AsciiFrame.OVERHEAD;
        int a = 13 + random.nextInt(digits);
        int b = 13 + random.nextInt(digits);
        copy[a] = sound[b];
        copy[b] = sound[a];
        return copy;
      case CUT:
        return Arrays.copyOf(copy, random.nextInt(copy.length));
      case GLUED:
        return glued(sound, sound, random);
      case LATE:
        byte[] other = others[random.nextInt(others.length)];
        return random.nextBoolean() ? other : glued(other, sound, random);
      default:
        return flipped(copy, random);
    }
  }

  private static byte[] glued(byte[] begin, byte[] end, SplittableRandom random) {
    int until = 1 + random.nextInt(begin.length - 1);
    int from = 1 + random.nextInt(end.length - 1);
    byte[] glued = Arrays.copyOf(begin, until + end.length - from);
    System.arraycopy(end, from, glued, until, end.length - from);
    return glued;
  }

  /** At least one bit turned, and each further one with this rate, wherever it is. */
  private byte[] flipped(byte[] copy, SplittableRandom random) {
    int bits = DATA_BITS * copy.length;
    flip(copy, random.nextInt(bits));
    // The distance to the next error of a line without memory; a bit hit twice is whole again.
    double none = Math.log1p(-bitErrorRate);
    int at = 0;
    while (true) {
      double gap = Math.log(1 - random.nextDouble()) / none;
      if (gap >= bits - at) {
        return copy;
      }
      at += (int) gap;
      flip(copy, at++);
    }
  }

  private static void flip(byte[] copy, int bit) {
    copy[bit / DATA_BITS] ^= (byte) (1 << bit % DATA_BITS);
  }
}
