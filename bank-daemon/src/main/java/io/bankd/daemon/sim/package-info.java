/** The simulated site behind the simulate command. */
@NullMarked
package io.bankd.daemon.sim;

import org.jspecify.annotations.NullMarked;
