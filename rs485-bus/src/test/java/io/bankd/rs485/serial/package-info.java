@NullMarked
package io.bankd.rs485.serial;

import org.jspecify.annotations.NullMarked;
