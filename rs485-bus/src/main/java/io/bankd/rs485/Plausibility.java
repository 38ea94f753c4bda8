package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.unit.Moment;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds each answer against those before it from the same address: one that is well-formed and in
 * range can still be another pack's, or damaged in a way that the checksum lets pass. What cannot
 * follow from what was known is refused once, and believed when the next answer says the same. Used
 * by one thread.
 */
final class Plausibility {
  private final Map<PackAddress, PackMemory> memories = new HashMap<>();

  /** The reply, or why it cannot be believed. */
  PackReply check(PackQuestion question, PackReply reply, Moment at) {
    PackMemory memory = memories.computeIfAbsent(question.address(), address -> new PackMemory());
    if (reply instanceof PackReply.Analog measured) {
      PackReply.Refused refused = memory.measured(measured, at);
      return refused != null ? refused : reply;
    }
    if (reply instanceof PackReply.Status decided) {
      PackReply.Refused refused = memory.decided(decided, at);
      return refused != null ? refused : reply;
    }
    return reply;
  }
}
