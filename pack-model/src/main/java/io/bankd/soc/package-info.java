/** How full a pack is, how sure that is, and how much it can still hold (SOC-1). */
@NullMarked
package io.bankd.soc;

import org.jspecify.annotations.NullMarked;
