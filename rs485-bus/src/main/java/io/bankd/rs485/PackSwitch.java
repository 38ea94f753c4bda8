package io.bankd.rs485;

/**
 * Something in a pack that an operator may switch.
 *
 * @param name as it is typed, “charge-mosfet=off”
 * @param subject of the {@link PackOrder} that does it
 * @param words what it does
 * @param loosens whether the pack protects less afterwards than as it leaves the factory
 * @param joins whether the pack may be joined to the others by it
 */
public record PackSwitch(
    String name, String subject, String words, boolean loosens, boolean joins) {}
