/**
 * A running node: routers with their components and transports, containers and guests.
 * {@link io.aerostat.node.run.Node} starts and ends them in order. Composes router-core and component-host as the
 * configuration says, and has no state of its own. One thread starts the node, and one thread ends the node; neither is
 * an event loop.
 */
@NullMarked
package io.aerostat.node.run;

import org.jspecify.annotations.NullMarked;
