/**
 * Whether the inverter heeds what it is told (BANK-8): its lag learnt, disobedience found within a
 * stated time, and what is done about it. It only ever takes from a limit.
 */
@NullMarked
package io.bankd.obey;

import org.jspecify.annotations.NullMarked;
