/**
 * Packs that fall silent on purpose: which silence was to be expected, when a sleeping pack wakes,
 * when the bus may be quiet, and what a pack draws when it comes back.
 */
@NullMarked
package io.bankd.sleep;

import org.jspecify.annotations.NullMarked;
