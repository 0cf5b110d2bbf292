/**
 * Containers: JVM processes of their own for components.
 *
 * <p>Both ends are here. In the router's process {@link io.aerostat.host.container.ContainerProcess} starts the JVM and relays
 * its log; in the container {@link io.aerostat.host.container.ContainerMain} reads a
 * {@link io.aerostat.host.container.ContainerConfiguration} from its standard input, hosts the components, and ends when that
 * input does: at the router's wish, or with the router.
 */
@NullMarked
package io.aerostat.host.container;

import org.jspecify.annotations.NullMarked;
