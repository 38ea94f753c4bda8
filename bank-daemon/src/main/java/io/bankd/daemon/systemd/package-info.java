/** Readiness and watchdog towards systemd. */
@NullMarked
package io.bankd.daemon.systemd;

import org.jspecify.annotations.NullMarked;
