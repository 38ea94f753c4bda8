/** SocketCAN, where the kernel has it. */
@NullMarked
package io.bankd.can.socket;

import org.jspecify.annotations.NullMarked;
