/**
 * Components of a configuration: loaded from their own class path, created, joined and supervised.
 *
 * <p>It works the same in the router's process and in a container. A component has its own threads and its own class
 * loader; its exceptions and delays affect nothing else.
 */
@NullMarked
package io.aerostat.host.component;

import org.jspecify.annotations.NullMarked;
