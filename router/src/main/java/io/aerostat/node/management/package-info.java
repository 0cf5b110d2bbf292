/**
 * Management of a running node over WAMP: the realm {@code aerostat.node} with the procedures {@code aerostat.node.*},
 * on a router of its own behind a Unix domain socket that only the node's user may open. Uses the node only through
 * {@link io.aerostat.node.management.NodeControl} and {@link io.aerostat.node.management.NodeInspection}. The
 * procedures are called on an event loop and do not block it.
 */
@NullMarked
package io.aerostat.node.management;

import org.jspecify.annotations.NullMarked;
