package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A protocol as a reader of captured frames knows it. */
public interface Vocabulary {
  /** “pace”, “pylon”. */
  String name();

  /** The name of whose frame it is, of those that it owns: a relative may have the same header. */
  default String nameOf(AsciiFrame frame) {
    return name();
  }

  /** Whether a frame is of this protocol by its version and device bytes. */
  boolean owns(AsciiFrame frame);

  /** Whether the byte after CID1 is a command; asked of frames that it does not own as well. */
  boolean isRequest(AsciiFrame frame);

  /**
   * Whether an answer can be one to a command.
   *
   * @param group whether all packs were asked; null when that is not known
   */
  boolean canAnswer(int cid2, AsciiFrame answer, @Nullable Boolean group);

  /** The command an answer's INFO suggests; null where several have such answers. */
  @Nullable Integer guess(AsciiFrame answer);

  /** What a request's INFO says, beyond a COMMAND byte. */
  void describeRequest(AsciiFrame request, Map<String, Object> fields);

  /**
   * What an answer's INFO says; may set {@code valid} to the name of a refusal.
   *
   * @param cid2 of the request, -1 where it is not known
   * @param group whether all packs were asked; null when that is not known
   */
  void describeAnswer(
      int cid2, AsciiFrame answer, @Nullable Boolean group, Map<String, Object> fields);
}
