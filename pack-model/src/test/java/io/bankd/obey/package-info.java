@NullMarked
package io.bankd.obey;

import org.jspecify.annotations.NullMarked;
