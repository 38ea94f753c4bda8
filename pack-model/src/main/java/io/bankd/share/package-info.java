/**
 * How packs on one busbar share its current: learnt from what they measure, used for the limits.
 */
@NullMarked
package io.bankd.share;

import org.jspecify.annotations.NullMarked;
