/**
 * The subscriptions of a realm: the table, the subscribers of each subscription grouped by event loop, and what
 * changes them. The table is read without locks on any thread and changed by one thread at a time; the subscribers of
 * one loop are confined to that loop. Knows nothing of publishers.
 */
@NullMarked
package io.aerostat.router.broker.subscription;

import org.jspecify.annotations.NullMarked;
