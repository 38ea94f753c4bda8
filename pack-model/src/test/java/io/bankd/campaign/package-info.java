/** Random banks in a closed loop through the real controller: how far the limits can be trusted. */
@NullMarked
package io.bankd.campaign;

import org.jspecify.annotations.NullMarked;
