/**
 * Guests: executables of any kind, started and supervised like components and containers.
 *
 * <p>A guest may speak any protocol, or none. A guest with watched folders has a daemon thread that watches them.
 */
@NullMarked
package io.aerostat.host.guest;

import org.jspecify.annotations.NullMarked;
