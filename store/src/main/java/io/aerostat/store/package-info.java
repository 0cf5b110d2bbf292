/**
 * Event history and retained events in files (P25): {@link io.aerostat.store.FileEventStore} keeps the events of any
 * number of realms in one file of an embedded storage engine, and the newest changes in a journal. One thread writes
 * and commits; one thread reads. Nothing here runs on an event loop, except that publishers add tasks to a queue.
 */
@NullMarked
package io.aerostat.store;

import org.jspecify.annotations.NullMarked;
