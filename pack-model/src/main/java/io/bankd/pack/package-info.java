/** What one pack says of itself, as immutable values: no protocol, no clock. */
@NullMarked
package io.bankd.pack;

import org.jspecify.annotations.NullMarked;
