/** Captured lines of any of the protocols as plain names and values, for people. */
@NullMarked
package io.bankd.rs485.log;

import org.jspecify.annotations.NullMarked;
