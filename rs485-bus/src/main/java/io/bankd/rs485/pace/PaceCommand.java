package io.bankd.rs485.pace;

import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands this master uses (PACE RS485 2018, table of CID2), and the shape of all others. */
enum PaceCommand {
  ANALOG(Kind.ANALOG, 0x42),
  STATUS(Kind.STATUS, 0x44),
  COUNT(Kind.COUNT, 0x90),
  FIRMWARE(Kind.FIRMWARE, 0xC1),
  SERIAL(Kind.SERIAL, 0xC2);

  static final int VER = 0x25;
  static final int CID1 = 0x46;

  /** COMMAND of a request that all packs behind a master answer in one frame. */
  static final int ALL_PACKS = 0xFF;

  /** Bit n of entry CID2 is set where a request of that command can have n bytes of INFO. */
  private static final int[] REQUEST_LENGTHS = new int[256];

  /** The same for its answers, of commands whose answers differ in length at most. */
  private static final int[] ANSWER_LENGTHS = new int[256];

  /** Commands whose answers can have any length: version and history texts. */
  private static final Set<Integer> ANY_LENGTH = Set.of(0xA1, 0xC6);

  /** Commands of the Pylontech family (V3.3, V3.5), with or without COMMAND. */
  private static final Set<Integer> RELATIVES =
      Set.of(0x42, 0x44, 0x47, 0x4F, 0x51, 0x60, 0x61, 0x62, 0x63, 0x92, 0x93, 0x95, 0x96);

  /** The protocol version of that family, where 90 is a return code and no command. */
  private static final int PYLON_VER = 0x20;

  static {
    requests(0, 0x90, 0xC1, 0xC2, 0xC6, 0xA0, 0xA4, 0xA6, 0xAF, 0xB1, 0xB6, 0xB8, 0xBA, 0xBC);
    requests(0, 0xD1, 0xD3, 0xD5, 0xD7, 0xD9, 0xDB, 0xDD, 0xDF, 0xE1, 0xE3, 0xE5, 0xE7);
    requests(0, 0xEB, 0xED, 0x9C);
    requests(1, 0x42, 0x44, 0x99, 0x9A, 0x9B, 0x9C, 0xA5, 0xE4);
    requests(2, 0xA1, 0xEE);
    requests(3, 0xE2, 0xEC);
    requests(4, 0xA8, 0xAE, 0xB5);
    requests(5, 0xAE);
    requests(6, 0xA7, 0xB2, 0xD8, 0xDA, 0xE2);
    requests(7, 0xE0);
    requests(8, 0xD0, 0xD2, 0xD4, 0xD6, 0xD8, 0xDA);
    requests(13, 0xDC, 0xDE, 0xE6);

    answers(0, 0x9C, 0xA4, 0xA5, 0xA7, 0xA8, 0xAE, 0xB2, 0xB5, 0xD0, 0xD2, 0xD4, 0xD6, 0xD8);
    answers(0, 0xDA, 0xDC, 0xDE, 0xE0, 0xE2, 0xE4, 0xE6, 0xEC, 0xEE);
    answers(1, 0x90, 0x9A, 0x9B, 0xB8, 0xE5);
    answers(2, 0x99, 0xED);
    answers(3, 0xE3, 0xEB);
    answers(4, 0xA0, 0xAF, 0xB6);
    answers(5, 0xAF);
    answers(6, 0xA6, 0xB1, 0xBA, 0xBC, 0xD9, 0xDB, 0xE3);
    answers(7, 0xE1);
    answers(8, 0xD1, 0xD3, 0xD5, 0xD7, 0xD9, 0xDB);
    answers(13, 0xDD, 0xDF, 0xE7);
  }

  final Kind kind;
  final int cid2;

  PaceCommand(Kind kind, int cid2) {
    this.kind = kind;
    this.cid2 = cid2;
  }

  private static void requests(int length, int... commands) {
    Arrays.stream(commands).forEach(cid2 -> REQUEST_LENGTHS[cid2] |= 1 << length);
  }

  private static void answers(int length, int... commands) {
    Arrays.stream(commands).forEach(cid2 -> ANSWER_LENGTHS[cid2] |= 1 << length);
  }

  static PaceCommand of(Kind kind) {
    return Arrays.stream(values()).filter(c -> c.kind == kind).findFirst().orElseThrow();
  }

  static @Nullable PaceCommand of(int cid2) {
    return Arrays.stream(values()).filter(c -> c.cid2 == cid2).findFirst().orElse(null);
  }

  /** Whether the answer's second byte repeats COMMAND, and the request carries it. */
  boolean hasCommandByte() {
    return this == ANALOG || this == STATUS;
  }

  /**
   * Whether the byte after CID1 is the command of a request, judged by it, by VER and by INFO's
   * length.
   */
  static boolean isRequest(AsciiFrame frame) {
    int length = frame.infoLength();
    if (frame.ver() != VER && length <= 1 && RELATIVES.contains(frame.code())) {
      return true;
    }
    if (frame.ver() == VER && ForeignCommands.words(frame.code()) != null) {
      return true;
    }
    boolean refusal = frame.ver() == PYLON_VER && frame.code() == ReturnCode.ADDRESS.wire();
    return !refusal && has(REQUEST_LENGTHS[frame.code()], length);
  }

  /** Whether the answer to a command can have so many bytes of INFO. */
  static boolean canAnswer(int cid2, int length) {
    return ANY_LENGTH.contains(cid2) || has(ANSWER_LENGTHS[cid2], length);
  }

  private static boolean has(int lengths, int length) {
    return length < 32 && (lengths >> length & 1) == 1;
  }

  /** The request to a pack: on the parallel bus COMMAND is its address once more. */
  AsciiFrame request(int address) {
    return hasCommandByte()
        ? AsciiFrame.of(VER, address, CID1, cid2, (byte) address)
        : AsciiFrame.of(VER, address, CID1, cid2);
  }
}
