/**
 * The WAMP client: {@link io.aerostat.client.Client} opens sessions. Any thread; user code never runs on an event loop.
 */
@NullMarked
package io.aerostat.client;

import org.jspecify.annotations.NullMarked;
