/** The address of a router as a URL. Immutable values, for any thread. Opens no connection and knows no transport. */
@NullMarked
package io.aerostat.protocol.address;

import org.jspecify.annotations.NullMarked;
