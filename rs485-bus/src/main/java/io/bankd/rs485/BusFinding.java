package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a bus that an installer can put right.
 *
 * @param address of the pack it is about; null where it is about the line
 * @param sentence what is wrong and what to do, switches to set included
 */
public record BusFinding(Kind kind, @Nullable PackAddress address, String sentence) {
  /** What can be found. */
  public enum Kind {
    /** Somebody else asks the packs. */
    SECOND_MASTER,
    /** Two packs answer at once, or in turn. */
    DUPLICATE_ADDRESS,
    /** A pack answers for another's address, or at another than the one where it is missing. */
    WRONG_ADDRESS,
    /** A pack is set to the daemon's own address. */
    MASTER_ADDRESS,
    /** The switches were read from the wrong end. */
    DIP_ORDER,
    /** A pack answers where none is configured, and none is missing. */
    UNCOUNTED_PACK,
    /** The adaptor hears what it sends. */
    ECHO,
    /** Characters come, but never a frame: A and B swapped, or another baud rate. */
    UNREADABLE_LINE,
    /** The gateway speaks Telnet, and may change what passes. */
    TELNET,
    /** Answers are in another protocol than the configured one. */
    OTHER_PROTOCOL,
    /** Nothing is heard at all. */
    SILENT_LINE,
    /** A pack talks without being asked. */
    BABBLING_PACK,
    /** Answers of many packs come damaged: termination, ground, cable. */
    DAMAGED_LINE,
    /** Answers come after the 500 ms that a pack may take: the gateway, or one pack. */
    LATE_ANSWERS,
    /** One pack is not heard while others are. */
    SILENT_PACK
  }
}
