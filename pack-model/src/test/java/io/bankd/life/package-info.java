@NullMarked
package io.bankd.life;

import org.jspecify.annotations.NullMarked;
