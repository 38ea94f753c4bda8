/** The bus as Linux has it: SocketCAN, in one class. */
@NullMarked
package io.bankd.can.socket;

import org.jspecify.annotations.NullMarked;
