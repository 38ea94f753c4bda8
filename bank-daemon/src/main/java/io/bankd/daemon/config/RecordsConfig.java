package io.bankd.daemon.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where records are kept and where the operator's commands come in.
 *
 * @param directory null for the usual one
 * @param events the most to keep, 1000…10000000
 * @param socket null for the usual one
 */
public record RecordsConfig(@Nullable Path directory, int events, @Nullable Path socket) {
  /** The usual places; so many events are about 60 MB. */
  public static final RecordsConfig DEFAULT = new RecordsConfig(null, 200_000, null);
}
