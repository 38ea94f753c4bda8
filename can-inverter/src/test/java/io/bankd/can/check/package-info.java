/** Captures, real and spoiled. */
@NullMarked
package io.bankd.can.check;

import org.jspecify.annotations.NullMarked;
