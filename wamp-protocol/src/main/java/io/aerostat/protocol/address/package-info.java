/**
 * Where a router listens, as its URL says. Values, usable on every thread; nothing here opens a connection.
 */
@NullMarked
package io.aerostat.protocol.address;

import org.jspecify.annotations.NullMarked;
