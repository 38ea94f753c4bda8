@NullMarked
package io.bankd.rs485.pace;

import org.jspecify.annotations.NullMarked;
