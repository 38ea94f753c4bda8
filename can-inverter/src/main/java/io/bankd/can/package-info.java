/**
 * What is told to the inverter and how it travels: messages, frames, tables of signals, the bus as
 * a port.
 */
@NullMarked
package io.bankd.can;

import org.jspecify.annotations.NullMarked;
