/**
 * How a component outside the router's process connects to its router: immutable values describe the transport, and the
 * client's connectors are created from them.
 */
@NullMarked
package io.aerostat.host.transport;

import org.jspecify.annotations.NullMarked;
