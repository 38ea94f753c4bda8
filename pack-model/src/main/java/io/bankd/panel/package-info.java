/** The lights, the buzzer and the button of a pack's front, as its maker describes them. */
@NullMarked
package io.bankd.panel;

import org.jspecify.annotations.NullMarked;
