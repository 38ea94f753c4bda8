/** The commissioning check of a live bus: what to ask, what to make of it, and what to tell. */
@NullMarked
package io.bankd.rs485.scan;

import org.jspecify.annotations.NullMarked;
