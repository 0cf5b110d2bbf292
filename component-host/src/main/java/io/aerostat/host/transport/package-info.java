/** How a component that is not in the router's process reaches its router. Immutable values and their way into the client's connectors. */
@NullMarked
package io.aerostat.host.transport;

import org.jspecify.annotations.NullMarked;
