/** The maker's protection table as data, and the state machine that runs it on telemetry. */
@NullMarked
package io.bankd.protect;

import org.jspecify.annotations.NullMarked;
