/** Messages, frames and the timing between them. */
@NullMarked
package io.bankd.can;

import org.jspecify.annotations.NullMarked;
