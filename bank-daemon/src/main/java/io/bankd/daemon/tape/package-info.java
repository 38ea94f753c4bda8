/** What passed over the wires, in files that can be replayed (docs/record-replay.md). */
@NullMarked
package io.bankd.daemon.tape;

import org.jspecify.annotations.NullMarked;
