package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackReply;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan came to.
 *
 * @param protocol in which packs answered, or the first that was tried
 * @param checks in the order in which they are put right
 * @param packs those that answer, by address
 * @param changes switches to be set
 * @param questions that were asked
 */
public record ScanSheet(
    String protocol,
    int baud,
    List<Check> checks,
    List<Pack> packs,
    List<DipChange> changes,
    int questions) {

  /**
   * A pack that answers.
   *
   * @param analog its last measurements; null where none were sound
   * @param status what its BMS said last; null where nothing was sound
   * @param roundTrips of its measurements, the shortest first
   * @param good answers that were sound
   * @param bad answers that were not, or did not come
   */
  public record Pack(
      PackAddress address,
      PackReply.@Nullable Analog analog,
      PackReply.@Nullable Status status,
      String firmware,
      String serial,
      List<Duration> roundTrips,
      int good,
      int bad) {}

  public ScanSheet {
    checks = List.copyOf(checks);
    packs = List.copyOf(packs);
    changes = List.copyOf(changes);
  }

  /** A pack's own state of charge: as it says, or remaining over full, rounded down. */
  public static Ratio soc(PackReply.Analog analog) {
    Ratio said = analog.reportedSoc();
    return said != null
        ? said
        : Ratio.of(analog.remaining().milliampereHours(), analog.full().milliampereHours());
  }

  /** The worst of all checks. */
  public Verdict verdict() {
    return checks.stream().map(Check::verdict).reduce(Verdict.PASS, Verdict::worseOf);
  }

  /** How many checks came to this. */
  public long count(Verdict verdict) {
    return checks.stream().filter(check -> check.verdict() == verdict).count();
  }
}
