/**
 * What outlives the process, in one SQLite file: events, and the figures a pack's life is kept as.
 */
@NullMarked
package io.bankd.daemon.store;

import org.jspecify.annotations.NullMarked;
