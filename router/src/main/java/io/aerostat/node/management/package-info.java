/**
 * Management of a running node by WAMP: the realm {@code aerostat.node} with the procedures {@code aerostat.node.*}, on
 * a router of its own behind a Unix domain socket that only the node's user may open. Knows the node only as
 * {@link io.aerostat.node.management.NodeControl}. The procedures run on an event loop and block nothing.
 */
@NullMarked
package io.aerostat.node.management;

import org.jspecify.annotations.NullMarked;
