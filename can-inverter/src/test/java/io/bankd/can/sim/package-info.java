/** The simulated wire and inverter. */
@NullMarked
package io.bankd.can.sim;

import org.jspecify.annotations.NullMarked;
