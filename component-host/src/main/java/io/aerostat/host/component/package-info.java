/**
 * Components of a configuration: this package loads them from their own class path, creates them, joins them to a realm
 * and supervises them.
 *
 * <p>The package works in the same way in the router's process and in a container. A component has its own threads and
 * its own class loader; its exceptions and delays affect only itself.
 */
@NullMarked
package io.aerostat.host.component;

import org.jspecify.annotations.NullMarked;
