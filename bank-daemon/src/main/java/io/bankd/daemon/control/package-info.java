/** The operator's commands: a Unix socket for its owner only, one line of JSON each way. */
@NullMarked
package io.bankd.daemon.control;

import org.jspecify.annotations.NullMarked;
