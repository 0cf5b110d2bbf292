/**
 * The seam where a client and a router of the same process meet: messages are handed over as objects, in order, without a socket
 * (INP-1). Both sides depend on this package, never on each other.
 */
@NullMarked
package io.aerostat.protocol.local;

import org.jspecify.annotations.NullMarked;
