/**
 * Containers: separate JVM processes for components.
 *
 * <p>Both ends are here. In the router's process, {@link io.aerostat.host.container.ContainerProcess} starts the JVM
 * and relays its log. In the container, {@link io.aerostat.host.container.ContainerMain} reads a
 * {@link io.aerostat.host.container.ContainerConfiguration} from its standard input, hosts the components, and ends at
 * the end of that input.
 */
@NullMarked
package io.aerostat.host.container;

import org.jspecify.annotations.NullMarked;
