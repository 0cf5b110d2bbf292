/**
 * Hosts components and processes for a node. {@link io.aerostat.host.ComponentHost} is the entry point.
 *
 * <p>Each package below has one task: {@code supervision} decides when a component or process is started again;
 * {@code process} starts and ends child processes; {@code component} loads and joins components; {@code container} and
 * {@code guest} are the two kinds of worker processes; {@code transport} connects the components of a container. Uses
 * wamp-client and must not depend on the router.
 */
@NullMarked
package io.aerostat.host;

import org.jspecify.annotations.NullMarked;
