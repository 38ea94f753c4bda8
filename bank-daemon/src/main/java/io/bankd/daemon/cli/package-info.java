/** The commands a person types. */
@NullMarked
package io.bankd.daemon.cli;

import org.jspecify.annotations.NullMarked;
