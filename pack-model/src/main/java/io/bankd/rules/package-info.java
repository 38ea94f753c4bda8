/** Every rule of one pack put together: what it hears, where that leads, what it may carry. */
@NullMarked
package io.bankd.rules;

import org.jspecify.annotations.NullMarked;
