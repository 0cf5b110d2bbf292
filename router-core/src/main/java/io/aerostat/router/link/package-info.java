/**
 * The interface between a transport and a session. A link carries the messages of one connection; link and session are
 * confined to the same event loop. Transports implement the interfaces of this package. The package must not depend on
 * sockets or on sessions.
 */
@NullMarked
package io.aerostat.router.link;

import org.jspecify.annotations.NullMarked;
