/** What the kernel says of a CAN interface, and what is wrong with that. */
@NullMarked
package io.bankd.daemon.link;

import org.jspecify.annotations.NullMarked;
