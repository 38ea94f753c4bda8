/** How much current one pack may carry each way, and the sentence that says why. */
@NullMarked
package io.bankd.limit;

import org.jspecify.annotations.NullMarked;
