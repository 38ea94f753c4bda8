/** The tables against frames of real packs. */
@NullMarked
package io.bankd.can.dialect;

import org.jspecify.annotations.NullMarked;
