package io.bankd.daemon.store;

/**
 * How the records fare.
 *
 * @param up whether what waits will be written at the next turn
 * @param words why not, or where they are
 * @param waiting events not written yet
 * @param dropped events given up since the start
 */
public record StoreHealth(boolean up, String words, int waiting, long dropped) {}
