@NullMarked
package io.bankd.daemon.link;

import org.jspecify.annotations.NullMarked;
