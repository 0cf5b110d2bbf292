/**
 * Components of a configuration: found on their own class path, made, joined and supervised.
 *
 * <p>The same in the router's process and in a container. A component runs on threads of its own, behind a class loader of its
 * own; what it throws or how long it takes is its own affair.
 */
@NullMarked
package io.aerostat.host.component;

import org.jspecify.annotations.NullMarked;
