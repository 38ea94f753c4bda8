@NullMarked
package io.bankd.rs485;

import org.jspecify.annotations.NullMarked;
