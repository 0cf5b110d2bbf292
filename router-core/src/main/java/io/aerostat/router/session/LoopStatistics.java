package io.aerostat.router.session;

import java.time.Duration;

/**
 * The state of an event loop.
 *
 * @param delay the longest delay of a task of the loop in the last seconds
 * @param waitingTasks the tasks that wait for the loop
 * @param pendingBytes the bytes that wait for the clients of the loop, as of the last second
 */
public record LoopStatistics(Duration delay, int waitingTasks, long pendingBytes) {}
