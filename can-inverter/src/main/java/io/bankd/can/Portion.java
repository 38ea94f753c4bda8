package io.bankd.can;

import io.bankd.unit.Current;

/**
 * An inverter's part of a bank that several inverters share: of each current limit {@code weight /
 * sum}, rounded down, so that all parts together never exceed the bank's limit.
 *
 * <p>Voltages, state of charge, measured values, alarms and requests are the bank's own and told to
 * every inverter alike. A part stays what it is while another inverter cannot be reached: that one
 * may go on with its last limits for as long as it likes.
 *
 * @param weight of this inverter, 1…{@code sum}
 * @param sum of the weights of all inverters of the bank
 */
public record Portion(int weight, long sum) {
  /** Of a bank with one inverter. */
  public static final Portion WHOLE = new Portion(1, 1);

  public Portion {
    if (weight < 1 || weight > sum) {
      throw new IllegalArgumentException("a weight of " + weight + " of " + sum + " is no part");
    }
  }

  /** Whether no other inverter has a part. */
  public boolean isWhole() {
    return weight == sum;
  }

  /** What this inverter is told where the bank as a whole says {@code bank}. */
  public InverterMessage of(InverterMessage bank) {
    return isWhole() ? bank : bank.toBuilder().ccl(part(bank.ccl())).dcl(part(bank.dcl())).build();
  }

  private Current part(Current limit) {
    long part = Math.floorDiv((long) limit.milliamperes() * weight, sum);
    return Current.ofMilliamperes(Math.toIntExact(part));
  }

  @Override
  public String toString() {
    return isWhole() ? "all of the limits" : weight + " of " + sum + " parts of the limits";
  }
}
