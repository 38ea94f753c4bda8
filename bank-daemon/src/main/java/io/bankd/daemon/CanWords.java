package io.bankd.daemon;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanDialect;
import io.bankd.can.Conformance;
import io.bankd.can.Correction;
import io.bankd.can.InverterMessage;
import io.bankd.can.Portion;
import io.bankd.can.WireRange;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one inverter is to be told of a snapshot: its part of the limits, held to what the packs and
 * the inverter can mean. It trusts nobody: a snapshot that is no longer renewed offers nothing.
 */
final class CanWords {
  /** A bank thread that has not stepped for so long is taken for dead; it steps every 250 ms. */
  static final Duration BANK_QUIET = Duration.ofSeconds(2);

  private final Portion portion;
  private final Conformance conformance;
  private final Voltage rest;
  private final Duration silent;

  /**
   * What is said at one moment.
   *
   * @param message null for silence
   * @param corrections what was held or left out because nobody could mean it
   * @param stuck whether the bank's thread has stopped renewing what stands behind this
   */
  record Said(@Nullable InverterMessage message, List<Correction> corrections, boolean stuck) {}

  /**
   * The words for an inverter.
   *
   * @param portion its part of the bank's limits
   */
  CanWords(BankPolicy policy, CanDialect dialect, Portion portion) {
    this.portion = portion;
    this.rest = policy.voltages().rest();
    this.silent = BANK_QUIET.plus(policy.ages().silent());
    WireRange packs = WireRange.ofVoltages(policy.spec().minVoltage(), policy.spec().maxVoltage());
    this.conformance = Conformance.of(packs, dialect, rest);
  }

  Said at(BankSnapshot snapshot, Moment now) {
    InverterMessage bank = Announcement.of(snapshot);
    if (bank == null) {
      return new Said(null, List.of(), false);
    }
    Duration quiet = now.since(snapshot.at());
    boolean stuck = quiet.compareTo(BANK_QUIET) > 0;
    if (stuck && quiet.compareTo(silent) > 0) {
      return new Said(null, List.of(), true);
    }
    InverterMessage part = portion.of(stuck ? nothing(bank) : bank);
    Conformance.Checked checked = conformance.check(part);
    return new Said(checked.message().orElse(null), checked.corrections(), stuck);
  }

  /** The same message with nothing offered: for a stop, and for a bank thread gone quiet. */
  InverterMessage nothing(InverterMessage message) {
    return Announcement.stopped(message, rest);
  }
}
