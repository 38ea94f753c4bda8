/** The service: the loops that hold the stairs together, and nothing that decides. */
@NullMarked
package io.bankd.daemon;

import org.jspecify.annotations.NullMarked;
