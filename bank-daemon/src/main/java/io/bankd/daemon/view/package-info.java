/** The bank on one screen. */
@NullMarked
package io.bankd.daemon.view;

import org.jspecify.annotations.NullMarked;
