/**
 * What a pack model is: nameplate, protection table and derating curves, every figure a setting.
 *
 * <p>A figure is one row of a table ({@code ProtectionFigures}, {@code PackFigures}): key, words,
 * factory value, safe range, stricter side. To add parameters of another rule, write a table of
 * their rows, name it in {@link io.bankd.spec.PackSpec#settings}, make the record from {@code
 * Values} in {@code PackSpec.of}, and state in {@code Orders} what must stay on the good side of
 * what. The configuration, its faults and its ranges follow from the rows.
 */
@NullMarked
package io.bankd.spec;

import org.jspecify.annotations.NullMarked;
