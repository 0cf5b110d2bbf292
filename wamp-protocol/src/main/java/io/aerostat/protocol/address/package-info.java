/**
 * The address of a router as a URL. Immutable values; any thread. Opens no connection, and must not depend on a
 * transport.
 */
@NullMarked
package io.aerostat.protocol.address;

import org.jspecify.annotations.NullMarked;
