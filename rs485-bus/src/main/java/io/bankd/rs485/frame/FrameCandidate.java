package io.bankd.rs485.frame;

/** What stood between a SOI and an EOI: a frame, or the first reason why it is none. */
public sealed interface FrameCandidate permits AsciiFrame, FrameFault {}
