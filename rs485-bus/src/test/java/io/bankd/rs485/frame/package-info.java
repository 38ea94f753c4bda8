@NullMarked
package io.bankd.rs485.frame;

import org.jspecify.annotations.NullMarked;
