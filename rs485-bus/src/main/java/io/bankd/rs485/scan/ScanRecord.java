package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import java.util.List;

/**
 * Everything that was heard in a scan.
 *
 * @param way in which packs answered, or the first that was tried
 * @param expected the addresses there should be; empty where nobody said
 * @param listening what was heard before anything was asked
 * @param asking what was heard after
 */
record ScanRecord(BusScan.Way way, List<PackAddress> expected, Tape listening, Tape asking) {}
