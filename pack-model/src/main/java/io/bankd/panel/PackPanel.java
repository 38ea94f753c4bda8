package io.bankd.panel;

import io.bankd.pack.PackId;
import org.jspecify.annotations.Nullable;

/**
 * A pack and its front.
 *
 * @param panel null where nothing is known of the pack: what its front shows is not known either
 */
public record PackPanel(PackId pack, @Nullable FrontPanel panel) {}
