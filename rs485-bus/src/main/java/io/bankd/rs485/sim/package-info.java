/**
 * Packs that answer on a bus without being there: for tests, for a newcomer, and for somebody
 * else's master.
 */
@NullMarked
package io.bankd.rs485.sim;

import org.jspecify.annotations.NullMarked;
