/**
 * Pylontech's low-voltage protocol 0x20 (RS485 V3.3 of 2018, and V3.5 for the commands 60–63), and
 * PACE boards that are set to speak it.
 */
@NullMarked
package io.bankd.rs485.pylon;

import org.jspecify.annotations.NullMarked;
