/** What a pack has been through in its life, and what its keeper should do about it. */
@NullMarked
package io.bankd.life;

import org.jspecify.annotations.NullMarked;
