/**
 * Containers: separate JVM processes for components.
 *
 * <p>The package has the code of both processes. In the router's process,
 * {@link io.aerostat.host.container.ContainerProcess} starts the JVM and relays its log. In the container,
 * {@link io.aerostat.host.container.ContainerMain} reads a {@link io.aerostat.host.container.ContainerConfiguration}
 * from its standard input, hosts the components, and ends when that input ends.
 */
@NullMarked
package io.aerostat.host.container;

import org.jspecify.annotations.NullMarked;
