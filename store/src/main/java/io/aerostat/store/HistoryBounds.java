package io.aerostat.store;

import java.time.Duration;

/**
 * The bounds of one log. The oldest events beyond a bound are removed.
 *
 * @param events the largest number of events
 * @param bytes the largest total size of the records, in bytes
 * @param age the age above which an event is removed; zero for no limit
 */
record HistoryBounds(int events, long bytes, Duration age) {}
