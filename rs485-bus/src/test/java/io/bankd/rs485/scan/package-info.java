@org.jspecify.annotations.NullMarked
package io.bankd.rs485.scan;
