package io.bankd.can.check;

import java.util.List;

/**
 * A dialect a capture may be in.
 *
 * @param points what speaks for it less what speaks against it
 * @param reasons the heaviest first, for a person
 */
public record Candidate(String dialect, int points, List<String> reasons) {
  public Candidate {
    reasons = List.copyOf(reasons);
  }
}
