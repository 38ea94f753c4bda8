/** Log lines for journald or a terminal, repeats limited. */
@NullMarked
package io.bankd.daemon.log;

import org.jspecify.annotations.NullMarked;
