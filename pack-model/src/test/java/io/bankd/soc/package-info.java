@NullMarked
package io.bankd.soc;

import org.jspecify.annotations.NullMarked;
