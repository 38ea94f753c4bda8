/** The tables of what each inverter understands, one file a family. */
@NullMarked
package io.bankd.can.dialect;

import org.jspecify.annotations.NullMarked;
