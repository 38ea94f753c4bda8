package io.bankd.daemon.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where everything that passes over the wires is recorded.
 *
 * @param enabled from the start on; an operator can switch it at any time
 * @param directory null for the usual one, {@code tapes} beside the records
 * @param files the most to keep, 2…1000
 * @param megabytes the most in one file, 1…1000
 */
public record RecordingConfig(boolean enabled, @Nullable Path directory, int files, int megabytes) {
  /** Off; where it is switched on, at most 200 MB, some weeks of a bank. */
  public static final RecordingConfig DEFAULT = new RecordingConfig(false, null, 20, 10);
}
