/**
 * The interface between a transport and a session: a link carries the messages of one connection. A link is confined to
 * one event loop, on which its session lives too. Transports implement it; it must not depend on sockets or on
 * sessions.
 */
@NullMarked
package io.aerostat.router.link;

import org.jspecify.annotations.NullMarked;
