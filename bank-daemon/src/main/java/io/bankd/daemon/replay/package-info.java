/** Drives the whole daemon from a tape, in the tape's time and without a thread. */
@NullMarked
package io.bankd.daemon.replay;

import org.jspecify.annotations.NullMarked;
