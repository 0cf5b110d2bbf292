package io.aerostat.router.session;

import java.time.Duration;

/**
 * The state of an event loop.
 *
 * @param delay the longest delay of a task on the loop in the last seconds
 * @param waitingTasks the number of tasks that wait for the loop
 * @param pendingBytes the number of bytes queued for the clients of the loop, measured within the last second
 */
public record LoopStatistics(Duration delay, int waitingTasks, long pendingBytes) {}
