package io.bankd.daemon.config;

import io.bankd.can.dialect.DialectOptions;
import java.time.Duration;

/**
 * One CAN output.
 *
 * @param can the interface's name, as {@code ip link} shows it
 * @param dialect a name of {@code io.bankd.can.dialect.Dialects}
 * @param period of the whole set, 200 ms…2 s, or as fast as the dialect's document asks
 * @param spacing between the frames of a set, 0…50 ms
 * @param weight of this inverter's part in the bank's current limits, against the weights of the
 *     bank's other inverters; 1…1000000
 * @param options what this inverter wants otherwise than the dialect's document says
 */
public record InverterConfig(
    String can,
    String dialect,
    Duration period,
    Duration spacing,
    int weight,
    DialectOptions options) {

  /** An output that keeps to its dialect's document, with a weight as any other. */
  public InverterConfig(String can, String dialect, Duration period, Duration spacing) {
    this(can, dialect, period, spacing, 1, DialectOptions.DEFAULT);
  }
}
