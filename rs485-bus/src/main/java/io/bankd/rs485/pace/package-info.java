/**
 * The PACE 0x25 dialect: every command in both directions, and a plain description of any frame.
 */
@NullMarked
package io.bankd.rs485.pace;

import org.jspecify.annotations.NullMarked;
