/** A wire in memory and an inverter that obeys, for tests and for newcomers. */
@NullMarked
package io.bankd.can.sim;

import org.jspecify.annotations.NullMarked;
