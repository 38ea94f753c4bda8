/** What Prometheus scrapes. */
@NullMarked
package io.bankd.daemon.metrics;

import org.jspecify.annotations.NullMarked;
