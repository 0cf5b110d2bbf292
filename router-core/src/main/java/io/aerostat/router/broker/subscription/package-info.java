/**
 * The subscriptions of a realm: the table, the subscribers of each subscription grouped by event loop, and the objects
 * that change them. Any thread may read the table without a lock; one thread at a time may change it. The subscribers
 * of one loop are confined to that loop. This package must not depend on publishers.
 */
@NullMarked
package io.aerostat.router.broker.subscription;

import org.jspecify.annotations.NullMarked;
