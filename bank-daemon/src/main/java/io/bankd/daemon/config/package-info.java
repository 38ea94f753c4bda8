/** The configuration file: typed, positioned, every fault reported at once. */
@NullMarked
package io.bankd.daemon.config;

import org.jspecify.annotations.NullMarked;
