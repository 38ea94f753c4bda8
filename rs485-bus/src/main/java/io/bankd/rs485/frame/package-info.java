/**
 * The ASCII frame that PACE and its relatives share: characters on a wire become a frame or a fault
 * (PACE RS485 2018, chapter 2).
 */
@NullMarked
package io.bankd.rs485.frame;

import org.jspecify.annotations.NullMarked;
