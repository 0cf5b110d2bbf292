/**
 * The in-process transport (INP-1): a client in the same JVM passes message objects, which are handled on an event loop
 * like messages of other connections. This package is the router's end of {@code io.aerostat.protocol.local}.
 */
@NullMarked
package io.aerostat.router.local;

import org.jspecify.annotations.NullMarked;
