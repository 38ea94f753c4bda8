@NullMarked
package io.bankd.daemon.sim;

import org.jspecify.annotations.NullMarked;
