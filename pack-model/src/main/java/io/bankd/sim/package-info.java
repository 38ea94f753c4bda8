/** A bank made of physics: cells, packs and a busbar, for tests, newcomers and integrators. */
@NullMarked
package io.bankd.sim;

import org.jspecify.annotations.NullMarked;
