/**
 * Quantities that carry their unit in their type: integers in the wire's own resolution, never a
 * bare number.
 */
@NullMarked
package io.bankd.unit;

import org.jspecify.annotations.NullMarked;
