/**
 * The master's side of one RS485 bus: whom to ask next, one question at a time on the wire, and
 * what came back as a value.
 */
@NullMarked
package io.bankd.rs485;

import org.jspecify.annotations.NullMarked;
