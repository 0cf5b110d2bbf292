/**
 * The border between a client and a router in the same process: messages cross it as objects, in order, without a
 * socket (INP-1). Each side calls the other on its own thread and must not block there. Both sides depend on this
 * package and not on each other.
 */
@NullMarked
package io.aerostat.protocol.local;

import org.jspecify.annotations.NullMarked;
