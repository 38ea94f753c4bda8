package io.bankd.sim;

import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What befalls the packs of a bank now: lets it begin and end, and draws the lots. */
final class Mishaps {
  private static final int ALL_OF_IT = 10_000;
  /* What reaches a frame's characters beyond parity is two flipped bits. */
  private static final int FLIPPED = 2;
  private static final int BITS_OF_A_CHARACTER = 7;

  private final List<PackId> bank;
  private final Map<PackId, SimulatedPack> packs;
  private final List<Mishap> all;
  private final List<Mishap> on = new ArrayList<>();
  private final Random lots;

  Mishaps(Scenario scenario, List<PackId> bank, Map<PackId, SimulatedPack> packs, long seed) {
    this.all = scenario.mishaps();
    this.bank = bank;
    this.packs = packs;
    this.lots = new Random(~seed);
  }

  /** Whatever is due begins and ends. */
  void happen(Duration elapsed) {
    for (Mishap mishap : all) {
      boolean was = on.contains(mishap);
      if (mishap.isOn(elapsed) == was) {
        continue;
      }
      if (was) {
        on.remove(mishap);
      } else {
        on.add(mishap);
      }
      mishap.packs().among(bank).forEach(pack -> change(pack, mishap, !was));
    }
  }

  /** No more than {@code most} and not beyond the next change. */
  Duration untilNext(Duration elapsed, Duration most) {
    Duration until = most;
    for (Mishap mishap : all) {
      until = sooner(mishap.from().minus(elapsed), until);
      until = sooner(mishap.until().minus(elapsed), until);
    }
    return until;
  }

  private static Duration sooner(Duration ahead, Duration until) {
    return ahead.compareTo(Duration.ZERO) > 0 && ahead.compareTo(until) < 0 ? ahead : until;
  }

  private void change(PackId id, Mishap mishap, boolean begins) {
    SimulatedPack pack = packs.get(id);
    if (pack == null) {
      return;
    }
    switch (mishap.kind()) {
      case SENSOR:
        pack.distort(begins ? mishap.gain() : 1, begins ? mishap.offset() : 0);
        break;
      case AWAY:
        Integer soc = mishap.figures().get(Mishap.SOC);
        if (!begins && soc != null) {
          pack.recharge(soc / 10_000.0);
        }
        break;
      default:
        break;
    }
    pack.bms().suffer(on.stream().filter(one -> one.packs().among(bank).contains(id)).toList());
  }

  /** Whether a question to the pack stays without an answer, which may be a matter of luck. */
  boolean isUnanswered(PackId pack) {
    for (Mishap mishap : on) {
      if (mishap.packs().among(bank).contains(pack) && loses(mishap)) {
        return true;
      }
    }
    return false;
  }

  private boolean loses(Mishap mishap) {
    switch (mishap.kind()) {
      case SILENT:
      case AWAY:
        return true;
      case LOST_POLLS:
        return falls(mishap.share());
      default:
        return false;
    }
  }

  private boolean falls(int share) {
    return share >= ALL_OF_IT || lots.nextInt(ALL_OF_IT) < share;
  }

  /** What arrives of an answer of the pack. */
  byte[] onTheLine(PackId pack, byte[] answer) {
    for (Mishap mishap : on) {
      boolean meant = mishap.kind() == Mishap.Kind.GARBLED;
      if (meant && mishap.packs().among(bank).contains(pack) && falls(mishap.share())) {
        return flipped(answer);
      }
    }
    return answer;
  }

  private byte[] flipped(byte[] answer) {
    byte[] garbled = answer.clone();
    for (int i = 0; i < FLIPPED && garbled.length > 0; i++) {
      garbled[lots.nextInt(garbled.length)] ^= (byte) (1 << lots.nextInt(BITS_OF_A_CHARACTER));
    }
    return garbled;
  }
}
