/**
 * The interface between a client and a router in the same process. Messages pass as objects, in order, without a socket
 * (INP-1). Each side calls the other side on the caller's thread, and such a call must not block. Both sides depend on
 * this package and not on each other.
 */
@NullMarked
package io.aerostat.protocol.local;

import org.jspecify.annotations.NullMarked;
