/** Judges what somebody recorded on a CAN bus: whose words they are, and whether they are sound. */
@NullMarked
package io.bankd.can.check;

import org.jspecify.annotations.NullMarked;
