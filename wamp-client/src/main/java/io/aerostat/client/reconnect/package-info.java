/**
 * A session that outlives its connection: it joins again with jittered back-off, registers and subscribes again by itself (P8).
 */
@NullMarked
package io.aerostat.client.reconnect;

import org.jspecify.annotations.NullMarked;
