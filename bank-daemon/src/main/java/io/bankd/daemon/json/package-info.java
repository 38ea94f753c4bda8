/** JSON in and out, for commands, records and the control socket. */
@NullMarked
package io.bankd.daemon.json;

import org.jspecify.annotations.NullMarked;
