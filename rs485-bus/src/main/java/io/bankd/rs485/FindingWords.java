package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of findings: what is wrong, and which switches to set (AM5000 table 2-7). */
public final class FindingWords {
  private static final String RESTART = ", then switch it off and on";

  private static final String WRONG_END =
      "its switches were read from the wrong end. Switch 1 counts 1, switch 4 counts 8: set the pack"
          + " to ";

  private static final String ZERO =
      " Address 0 is a pack that was alone or whose switches were moved while it was on.";

  private FindingWords() {}

  /** “address 5 (switches 1 on, 2 off, 3 on, 4 off)”. */
  private static String setTo(PackAddress address) {
    return "address " + address + " (switches " + address.dip() + ")";
  }

  static BusFinding secondMaster(int asked) {
    return new BusFinding(
        Kind.SECOND_MASTER,
        null,
        "another master asks the packs (last for address "
            + asked
            + "). Is a pack set to "
            + setTo(PackAddress.MASTER)
            + ", or a second monitor connected? Give that pack a free address of 2…15"
            + RESTART
            + "; a bus has one master");
  }

  static BusFinding duplicate(PackAddress address, @Nullable PackAddress missing) {
    String free =
        missing == null ? "a free address of 2…15" : setTo(missing) + ", which is missing";
    return new BusFinding(
        Kind.DUPLICATE_ADDRESS,
        address,
        "two packs seem to be set to "
            + setTo(address)
            + ": answers from there are damaged or contradict each other, and no others are. Set one"
            + " of them to "
            + free
            + RESTART);
  }

  /** A pack answers for an address that is not its own. */
  static BusFinding stranger(PackAddress asked, int answered) {
    if (answered == PackAddress.MASTER.value()) {
      return new BusFinding(
          Kind.MASTER_ADDRESS,
          asked,
          "a pack set to "
              + setTo(PackAddress.MASTER)
              + " answers for address "
              + asked
              + ". Address 1 is this daemon's own: set the pack to "
              + setTo(asked)
              + RESTART);
    }
    if (answered == asked.readFromTheWrongEnd().value()) {
      return new BusFinding(
          Kind.DIP_ORDER,
          asked,
          "address "
              + asked
              + " was asked and "
              + answered
              + " answered: "
              + WRONG_END
              + setTo(asked)
              + RESTART);
    }
    return new BusFinding(
        Kind.WRONG_ADDRESS,
        asked,
        "address "
            + asked
            + " was asked and "
            + answered
            + " answered; its data is not used."
            + (answered == 0 ? ZERO : "")
            + " Set the pack to "
            + setTo(asked)
            + RESTART);
  }

  /** A pack answers where none is configured, and one is missing. */
  public static BusFinding elsewhere(PackAddress at, PackAddress missing) {
    if (at.equals(PackAddress.MASTER)) {
      return new BusFinding(Kind.MASTER_ADDRESS, missing, master(setTo(missing)));
    }
    String where = "a pack answers at " + at + " and none at " + missing;
    return at.equals(missing.readFromTheWrongEnd())
        ? new BusFinding(
            Kind.DIP_ORDER, missing, where + ": " + WRONG_END + setTo(missing) + RESTART)
        : new BusFinding(
            Kind.WRONG_ADDRESS,
            missing,
            where
                + "; its data is not used."
                + (at.value() == 0 ? ZERO : "")
                + " Set the pack to "
                + setTo(missing)
                + RESTART);
  }

  /** A pack answers where none is configured, and none is missing. */
  public static BusFinding uncounted(PackAddress at) {
    return at.equals(PackAddress.MASTER)
        ? new BusFinding(Kind.MASTER_ADDRESS, at, master("a free address of 2…15"))
        : new BusFinding(
            Kind.UNCOUNTED_PACK,
            at,
            "a pack answers at "
                + at
                + ", where none is configured: no limit counts it, though it may carry current."
                + (at.value() == 0 ? ZERO : "")
                + " Name it in the configuration (packs), or take it off the line");
  }

  private static String master(String to) {
    return "a pack is set to "
        + setTo(PackAddress.MASTER)
        + ". Address 1 is the master's, which is this daemon; a pack that has it asks the others"
        + " itself. Set it to "
        + to
        + RESTART;
  }

  static BusFinding echo(boolean packsAnswer) {
    return new BusFinding(
        Kind.ECHO,
        null,
        packsAnswer
            ? "the adaptor hears its own words, which are dropped. Harmless, but they hide a second"
                + " master; an adaptor that turns its receiver off while it sends is better"
            : "the adaptor hears its own words and nobody else. Are the packs on, and are A and B"
                + " connected to the parallel port (RJ45 pins 2 and 7 are A, 1 and 8 are B)?");
  }

  static BusFinding unreadable() {
    return new BusFinding(
        Kind.UNREADABLE_LINE,
        null,
        "characters are heard but never a whole answer. Are A and B swapped, or is the baud rate"
            + " another (9600 from the factory)?");
  }

  static BusFinding silentLine() {
    return new BusFinding(
        Kind.SILENT_LINE,
        null,
        "no pack answers and nothing is heard at all. Are the packs on, is the cable in the parallel"
            + " port, and does A go to A and B to B?");
  }

  static BusFinding telnet() {
    return new BusFinding(
        Kind.TELNET,
        null,
        "the gateway speaks Telnet (RFC 2217) and may change characters on their way. Set its port"
            + " to raw TCP, as a TCP server without Telnet, RFC 2217 and Modbus, and the baud rate in"
            + " the gateway itself");
  }

  /**
   * Somebody talks out of turn.
   *
   * @param address as it stood on the wire, 0…255
   */
  static BusFinding babble(int address) {
    return new BusFinding(
        Kind.BABBLING_PACK,
        address <= 15 ? PackAddress.of(address) : null,
        "address "
            + address
            + " talks without being asked, into the answers of others. Packs answer and never begin:"
            + " switch that pack off and on, and take it off the line if it goes on");
  }

  static BusFinding damaged() {
    return new BusFinding(
        Kind.DAMAGED_LINE,
        null,
        "answers come damaged now and again. Is there a 120 Ω resistor at each end of the line and"
            + " none in between, is the ground connected, and does the cable keep away from power"
            + " cables?");
  }

  /**
   * Answers come when nobody waits for them any more.
   *
   * @param address whose; null where it is everybody's
   * @param millis from the question to the end of such an answer
   */
  static BusFinding late(@Nullable PackAddress address, long millis) {
    String limit = " ms after the question: a pack may take 500 ms to begin. ";
    return new BusFinding(
        Kind.LATE_ANSWERS,
        address,
        address == null
            ? "answers come late, "
                + millis
                + limit
                + "The gateway or the network before it is too slow: shorten the gateway's packing"
                + " time, or connect the bus by an adaptor of its own"
            : "address "
                + address
                + " answers late, "
                + millis
                + limit
                + "Others are in time: switch that pack off and on, and look at its firmware");
  }

  /**
   * Packs answer, and not in the configured dialect.
   *
   * @param who at least one
   * @param words what they speak instead
   */
  static BusFinding otherProtocol(List<PackAddress> who, String words) {
    String all = who.stream().map(PackAddress::toString).collect(Collectors.joining(", "));
    return new BusFinding(
        Kind.OTHER_PROTOCOL,
        who.size() == 1 ? who.get(0) : null,
        (who.size() == 1 ? "address " + all + " answers" : "addresses " + all + " answer")
            + " in another protocol than the configured one, and nothing of it is used. "
            + words
            + ". Configure the bus with the dialect its packs speak; packs of two protocols need a"
            + " bus each");
  }

  static BusFinding silent(PackAddress address) {
    PackAddress turned = address.readFromTheWrongEnd();
    String order =
        turned.equals(address)
            ? ""
            : " Read from the wrong end they would be address " + turned + "'s.";
    return new BusFinding(
        Kind.SILENT_PACK,
        address,
        "nobody answers at "
            + setTo(address)
            + ". Is that pack on and connected, and are its switches so?"
            + order
            + " New switches count after it is switched off and on");
  }
}
