/** The one truth about the bank, and what the inverter may ask of it: pure functions of time. */
@NullMarked
package io.bankd.bank;

import org.jspecify.annotations.NullMarked;
