/**
 * Hosts components and processes for a node: the one entry point, {@link io.aerostat.host.ComponentHost}.
 *
 * <p>The packages below have a part each: {@code supervision} decides when something is started again, {@code process} knows
 * child processes, {@code component} makes and joins components, {@code container} and {@code guest} are the two kinds of
 * worker processes, {@code transport} is how a container's component connects. Uses wamp-client, never the router.
 */
@NullMarked
package io.aerostat.host;

import org.jspecify.annotations.NullMarked;
