/**
 * The in-process transport (INP-1): a client of the same JVM hands over message objects, which are handled on an event
 * loop like those of any other connection. The router's end of {@code io.aerostat.protocol.local}.
 */
@NullMarked
package io.aerostat.router.local;

import org.jspecify.annotations.NullMarked;
