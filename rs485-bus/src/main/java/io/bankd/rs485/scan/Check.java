package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import org.jspecify.annotations.Nullable;

/**
 * A line of the pass sheet.
 *
 * @param name of what was checked, one word; several lines may share it
 * @param pack which one it is about; null for all of them or the line
 * @param says what was found, and what to do where it is not as it should be
 */
public record Check(String name, Verdict verdict, @Nullable PackAddress pack, String says) {
  static Check pass(String name, String says) {
    return new Check(name, Verdict.PASS, null, says);
  }

  static Check attention(String name, @Nullable PackAddress pack, String says) {
    return new Check(name, Verdict.ATTENTION, pack, says);
  }

  static Check fail(String name, @Nullable PackAddress pack, String says) {
    return new Check(name, Verdict.FAIL, pack, says);
  }
}
