/**
 * A session that survives the loss of its connection: it joins again, registers and subscribes again (P8). Any thread.
 */
@NullMarked
package io.aerostat.client.reconnect.durable;

import org.jspecify.annotations.NullMarked;
