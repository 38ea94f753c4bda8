package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.PackDialect;
import io.netty.channel.ChannelHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What installers get wrong, and what goes wrong by itself, to be put on a simulated bus. The
 * address is the pack's that has the fault; a fault of the line takes no notice of it.
 */
public enum BusFault {
  SECOND_MASTER("another master asks the packs too") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new SecondMaster(dialect, clock);
    }
  },
  DUPLICATE_ADDRESS("two packs are set to the address") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new TwoTalkers(at);
    }
  },
  WRONG_ADDRESS("the pack answers with another address than the one asked") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new WrongName(at, PackAddress.of((at.value() + 6) % 16));
    }
  },
  MOVED_PACK("the pack is set to an address six higher") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new MovedPack(packs, at, PackAddress.of((at.value() + 6) % 16));
    }
  },
  DIP_ORDER("the pack's switches were set from the wrong end") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new MovedPack(packs, at, at.readFromTheWrongEnd());
    }
  },
  ADDRESS_0("the pack is set to address 0") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new MovedPack(packs, at, PackAddress.of(0));
    }
  },
  ADDRESS_1("the pack is set to address 1, and asks the others as a master does") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new MovedPack(packs, at, PackAddress.MASTER);
    }

    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new SecondMaster(dialect, clock);
    }
  },
  MISSING_PACK("the pack is off") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new MovedPack(packs, at, null);
    }
  },
  VOLTAGE_SPREAD("the pack's cells are 100 mV lower than they should be") {
    @Override
    PackSource packs(PackSource packs, PackAddress at) {
      return new LowPack(packs, at);
    }
  },
  ECHO("the adaptor hears what it sends") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Echo();
    }
  },
  NOISE("every answer is unreadable, as with A and B swapped or another baud rate") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Damage(Damage.Form.UNREADABLE);
    }
  },
  BABBLE("the pack talks without being asked") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Babble(dialect, at, clock);
    }
  },
  REFLECTIONS("long answers come with damaged ends, as without termination") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Damage(Damage.Form.REFLECTED);
    }
  },
  CORRUPT("one answer in ten has a flipped bit") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Damage(Damage.Form.FLIPPED);
    }
  },
  SLOW("every answer comes 350 ms late") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new LateAnswers(clock);
    }
  },
  PIECES("answers come in pieces with pauses, as some TCP gateways pass them on") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new Pieces(clock);
    }
  },
  TELNET("the gateway is set to Telnet or RFC 2217, not to raw TCP") {
    @Override
    ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
      return new TelnetGreeting();
    }
  };

  private final String words;

  BusFault(String words) {
    this.words = words;
  }

  /** The packs there are with this fault. */
  PackSource packs(PackSource packs, PackAddress at) {
    return packs;
  }

  /** What stands between the packs and the wire with this fault; null for nothing. */
  @Nullable ChannelHandler handler(PackDialect dialect, PackAddress at, BusClock clock) {
    return null;
  }

  /**
   * A fault and the pack that has it.
   *
   * @param at of the pack that has it
   */
  public record Placed(BusFault fault, PackAddress at) {}

  /** This fault at a pack. */
  public Placed at(int address) {
    return new Placed(this, PackAddress.of(address));
  }

  /** “duplicate-address”. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every fault's name and what it is. */
  public static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    Arrays.stream(values()).forEach(fault -> names.put(fault.word(), fault.words));
    return names;
  }

  /**
   * Faults of “second-master”, “duplicate-address@5” or several of them with commas; without an
   * address it is pack 3's.
   *
   * @return nothing where one of them is no such fault or no address 0…15
   */
  public static Optional<List<Placed>> placed(String text) {
    List<Optional<Placed>> each = Arrays.stream(text.split(",", -1)).map(BusFault::one).toList();
    return each.stream().allMatch(Optional::isPresent)
        ? Optional.of(each.stream().map(Optional::get).toList())
        : Optional.empty();
  }

  private static Optional<Placed> one(String text) {
    String[] parts = text.strip().split("@", 2);
    String at = parts.length == 2 ? parts[1] : "3";
    if (!at.matches("\\d|1[0-5]")) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(fault -> fault.word().equals(parts[0]))
        .findFirst()
        .map(fault -> fault.at(Integer.parseInt(at)));
  }
}
