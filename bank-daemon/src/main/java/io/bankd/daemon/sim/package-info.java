/** The simulated site behind the simulate command: packs, busbar and inverter at work. */
@NullMarked
package io.bankd.daemon.sim;

import org.jspecify.annotations.NullMarked;
