@NullMarked
package io.bankd.rs485.sim;

import org.jspecify.annotations.NullMarked;
