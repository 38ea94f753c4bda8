/** Tables of what stands where in an INFO field; one table both reads and writes. */
@NullMarked
package io.bankd.rs485.layout;

import org.jspecify.annotations.NullMarked;
