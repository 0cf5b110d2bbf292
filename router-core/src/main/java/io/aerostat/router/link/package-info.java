/**
 * The seam between a transport and a session: one connection's message pipe. A link is confined to one event loop; its session lives on
 * the same loop. Knows messages, never sockets; the transports implement it.
 */
@NullMarked
package io.aerostat.router.link;

import org.jspecify.annotations.NullMarked;
