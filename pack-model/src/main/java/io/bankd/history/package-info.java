/** What outlives the moment: events worth remembering, and the figures a state is kept as. */
@NullMarked
package io.bankd.history;

import org.jspecify.annotations.NullMarked;
