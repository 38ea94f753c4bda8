package io.bankd.can.sim;

import io.bankd.can.CanDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which fields of its dialect an inverter understands that the bank asks to be charged: those
 * that its document explains, and no other.
 *
 * @param words keys of decoded frames; any of them set is a request
 */
record Begging(List<String> words) {
  /** Of Pylon and its kin (0x35C bits 5 and 4), Victron and BYD (0x360), Sofar (0x30F). */
  private static final Begging USUAL =
      new Begging(List.of("force1", "force2", "charge_request", "command"));

  /** 0x319 bit 4 is “NULL” (V1.04). */
  private static final Begging GROWATT = new Begging(List.of("force1"));

  static Begging of(CanDialect dialect) {
    return dialect.name().equals("growatt_lv") ? GROWATT : USUAL;
  }

  /** Whether a frame asks for charge; empty for a frame that says nothing of it. */
  Optional<Boolean> in(Map<String, Object> said) {
    Stream<Boolean> asked = words.stream().filter(said::containsKey).map(w -> set(said.get(w)));
    return asked.reduce(Boolean::logicalOr);
  }

  /* 0x360 asks with 255, Sofar's command with 1; its 2 is standby. */
  private static boolean set(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || value instanceof Integer n && (n == 255 || n == 1);
  }
}
