/**
 * How a component outside the router's process connects to its router. Immutable values, and the client's connectors
 * that are created from them.
 */
@NullMarked
package io.aerostat.host.transport;

import org.jspecify.annotations.NullMarked;
