package io.aerostat.router.session;

import java.time.Duration;

/**
 * How an event loop is.
 *
 * @param delay the longest time, in the last seconds, by which a task of the loop ran late
 * @param waitingTasks the tasks that wait for the loop
 * @param pendingBytes the bytes that wait for the clients of the loop, as of the last second
 */
public record LoopStatistics(Duration delay, int waitingTasks, long pendingBytes) {}
