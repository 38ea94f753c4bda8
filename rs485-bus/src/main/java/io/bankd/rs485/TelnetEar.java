package io.bankd.rs485;

/**
 * Tells whether the other end of a connection speaks Telnet (RFC 854), as a gateway does that is
 * set to Telnet or RFC 2217: then its first characters are the beginning of a negotiation. Its
 * commands are left out of what is heard, and never answered. Used by one thread.
 */
final class TelnetEar {
  private static final int IAC = 0xFF;
  private static final int SUBNEGOTIATION = 0xFA;
  private static final int SUBNEGOTIATION_END = 0xF0;
  private static final int FIRST_VERB = 0xFB;
  private static final int LAST_VERB = 0xFE;

  /* The highest option that is a terminal's or a port's; 44 is the one of RFC 2217. */
  private static final int LAST_OPTION = 49;

  /* What is told of a port is shorter; a command whose end was lost must not swallow frames. */
  private static final int LONGEST = 64;

  private enum State {
    FIRST,
    FIRST_COMMAND,
    FIRST_OPTION,
    PLAIN,
    DATA,
    COMMAND,
    OPTION,
    INSIDE,
    INSIDE_COMMAND
  }

  private State state = State.FIRST;
  private int inside;

  /** A new connection has begun. */
  void restart() {
    state = State.FIRST;
  }

  /** Whether Telnet was heard on this connection. */
  boolean isTelnet() {
    return state.compareTo(State.PLAIN) > 0;
  }

  /** Whether this connection has begun, and not as Telnet: every character is the line's. */
  boolean isPlain() {
    return state == State.PLAIN;
  }

  /**
   * Takes in the next character; whether it is the line's own. Of a connection that begins as
   * Telnet would and is none, one or two characters that no frame has are lost.
   */
  boolean take(byte character) {
    int c = character & 0xFF;
    boolean lines = state == State.PLAIN;
    switch (state) {
      case FIRST -> {
        state = c == IAC ? State.FIRST_COMMAND : c == 0 ? State.FIRST : State.PLAIN;
        lines = c != IAC;
      }
      case FIRST_COMMAND -> {
        state = isVerb(c) ? State.FIRST_OPTION : State.PLAIN;
        lines = state == State.PLAIN;
      }
      case FIRST_OPTION -> {
        state = c <= LAST_OPTION ? State.DATA : State.PLAIN;
        lines = state == State.PLAIN;
      }
      case PLAIN -> {}
      case DATA -> {
        state = c == IAC ? State.COMMAND : State.DATA;
        lines = c != IAC;
      }
      case COMMAND -> {
        state = isVerb(c) ? State.OPTION : c == SUBNEGOTIATION ? State.INSIDE : State.DATA;
        lines = c == IAC;
        inside = 0;
      }
      case OPTION -> state = State.DATA;
      case INSIDE, INSIDE_COMMAND -> {
        boolean ends = state == State.INSIDE_COMMAND && c == SUBNEGOTIATION_END;
        state =
            ends || ++inside == LONGEST
                ? State.DATA
                : state == State.INSIDE && c == IAC ? State.INSIDE_COMMAND : State.INSIDE;
      }
    }
    return lines;
  }

  private static boolean isVerb(int c) {
    return c >= FIRST_VERB && c <= LAST_VERB;
  }
}
