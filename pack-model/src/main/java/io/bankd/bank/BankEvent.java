package io.bankd.bank;

import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Something worth remembering that happened in one step (REC-1).
 *
 * @param at the step's moment, or the reading's for a protection
 * @param pack null where it concerns the bank
 * @param rule a short stable name, “PROT-1”, “lost”, “phase”
 * @param text the whole sentence
 */
public record BankEvent(
    Moment at, Severity severity, @Nullable PackId pack, String rule, String text) {}
