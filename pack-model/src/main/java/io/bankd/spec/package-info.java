/** What a pack model is: nameplate, protection table and derating curves. */
@NullMarked
package io.bankd.spec;

import org.jspecify.annotations.NullMarked;
