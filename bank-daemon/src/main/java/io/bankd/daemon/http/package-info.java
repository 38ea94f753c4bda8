/** Metrics, health and status over HTTP, read-only. */
@NullMarked
package io.bankd.daemon.http;

import org.jspecify.annotations.NullMarked;
