package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A protocol that packs speak, both ways: asking and reading, hearing and answering. */
public interface PackDialect {
  /** “pace”, as a configuration names it. */
  String name();

  /** Names of the tables of parameters that can be asked, the most telling first. */
  List<String> subjects();

  /**
   * The request frame of a question.
   *
   * @throws IllegalArgumentException where this protocol has no such question
   */
  AsciiFrame ask(PackQuestion question);

  /** What a frame says as the answer to a question; {@link PackReply.Refused} when it is none. */
  PackReply read(PackQuestion question, AsciiFrame frame);

  /** The characters of the longest plausible answer on the wire, SOI and EOI included. */
  int largestReply(Kind kind);

  /** The question with the shortest answer, to ask whether anybody is there at all. */
  default Kind shortest() {
    return largestReply(Kind.COUNT) < largestReply(Kind.FIRMWARE) ? Kind.COUNT : Kind.FIRMWARE;
  }

  /** Whether a frame is a master's request, so that one we did not send betrays another master. */
  boolean isRequest(AsciiFrame frame);

  /** The question a request asks; null when it is no request that packs answer here. */
  @Nullable PackQuestion hear(AsciiFrame request);

  /**
   * The frame with which a pack answers.
   *
   * @param report of the type the question asks for; any report for {@link Kind#COUNT}
   */
  AsciiFrame answer(PackQuestion question, PackReport report);

  /**
   * The frame with which a pack answers for a table of parameters.
   *
   * @throws IllegalArgumentException that names the value that is missing or does not fit
   */
  AsciiFrame answer(PackQuestion question, Map<String, ?> values);

  /**
   * What a simulated pack has set: of a subject the values an AM5000 leaves the factory with, null
   * where there is nothing to say.
   */
  @Nullable Map<String, Object> factory(String subject);

  /**
   * What a simulated pack has set where nothing was written into it: the factory's, or what is
   * usual where the maker's document does not say; null where there is no such table to be read.
   *
   * @param pack as it is now, for what is a measurement
   */
  default @Nullable Map<String, Object> simulated(String subject, PackReading pack) {
    return factory(subject);
  }

  /**
   * The frame with which a simulated pack answers a request that neither asks nor orders anything
   * here; null for none.
   */
  default @Nullable AsciiFrame otherwise(AsciiFrame request) {
    return null;
  }

  /** What can be switched in a pack by an order; there are no others. */
  default List<PackSwitch> switches() {
    return List.of();
  }

  /** What a request wants changed; null where it is no order that packs know here. */
  default @Nullable PackOrder hearOrder(AsciiFrame request) {
    return null;
  }

  /**
   * The frame with which a pack answers, as far as its control byte is in it.
   *
   * @param control 0…255
   */
  default AsciiFrame answer(PackQuestion question, PackReport report, int control) {
    return answer(question, report);
  }

  /** A pack's control byte, 0…255, after an order. */
  default int control(PackOrder order, int before) {
    return before;
  }

  /**
   * The frame with which a simulated pack answers an order.
   *
   * @param control its control byte after the order
   */
  default AsciiFrame obey(PackOrder order, int control) {
    return refuse(order.address(), ReturnCode.UNKNOWN_COMMAND);
  }

  /**
   * The request of an order; null where this protocol has none for it. Only {@link PackWriter}
   * sends one.
   *
   * @throws IllegalArgumentException that names the value that is missing or does not fit
   */
  default @Nullable AsciiFrame order(PackOrder order) {
    return null;
  }

  /** The frame with which a pack refuses a request. */
  AsciiFrame refuse(PackAddress address, ReturnCode why);
}
