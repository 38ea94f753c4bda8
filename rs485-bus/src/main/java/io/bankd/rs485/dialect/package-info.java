/** The pack dialects by name. */
@NullMarked
package io.bankd.rs485.dialect;

import org.jspecify.annotations.NullMarked;
