package io.bankd.rs485;

import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;

/**
 * Hears what happens on a bus. Everything is told on the thread that asks, so it must return
 * quickly.
 */
public interface BusListener {
  /** A listener that lets everything pass. */
  BusListener NONE = new BusListener() {};

  /** Tells each of them in turn. */
  static BusListener all(BusListener first, BusListener second) {
    return new BothListeners(first, second);
  }

  /** A question has ended; a {@link Exchange.Answered} carries its round trip. */
  default void exchanged(PackQuestion question, Exchange outcome) {}

  /** A round of polling has ended; carries how old each pack's data became in it. */
  default void roundEnded(PollRound round) {}

  /**
   * A request was heard that this master did not send: there is another one on the line.
   *
   * @param address the asked address as it stood on the wire, 0…255
   * @param code the command byte, 0x42 and its like
   */
  default void foreignRequest(int address, int code) {}

  /**
   * A sound answer came from an address that was not asked; it was refused.
   *
   * @param address as it stood on the wire, 0…255
   */
  default void answeredByAnother(PackQuestion question, int address) {}

  /**
   * A sound answer came to a question that had been given up; it is dropped.
   *
   * @param question that it answers; a probe was given less than the 500 ms a pack may take
   * @param after from the first character of the question to the last of the answer
   */
  default void late(PackQuestion question, Duration after) {}

  /**
   * A frame was heard that is no request while none was due, or while only listening: an answer, or
   * a damaged one.
   */
  default void overheard(FrameCandidate what) {}

  /**
   * An answer was begun and did not come whole: damaged, cut off, or somebody else began as well.
   *
   * @param address of who began it, 0…15
   */
  default void brokenOff(int address) {}

  /** Something that an installer can put right was found, see {@link BusFindings}. */
  default void found(BusFinding finding) {}

  /** What had been found is no longer so. */
  default void cleared(BusFinding finding) {}

  /** The line gave back the request just sent, and it was dropped: the adaptor hears itself. */
  default void echoRemoved() {}

  /** What answers the connection speaks Telnet; told once for each. */
  default void telnetHeard() {}

  /** Characters came that belong to no frame, NUL not counted. */
  default void noise(int characters) {}

  default void portOpened(BusEndpoint endpoint) {}

  /** The line is gone, or cannot be opened; told once per reason until it opens again. */
  default void portLost(BusEndpoint endpoint, String why) {}
}
