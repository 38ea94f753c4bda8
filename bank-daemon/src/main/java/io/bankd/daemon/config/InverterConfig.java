package io.bankd.daemon.config;

import java.time.Duration;

/**
 * One CAN output.
 *
 * @param can the interface's name, as {@code ip link} shows it
 * @param dialect a name of {@code io.bankd.can.dialect.Dialects}
 * @param period of the whole set, 200 ms…2 s; 1 s is what most documents ask
 * @param spacing between the frames of a set, 0…50 ms
 */
public record InverterConfig(String can, String dialect, Duration period, Duration spacing) {}
