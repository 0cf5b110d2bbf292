/**
 * The options for joining again after the loss of a connection, and the listener for joins and losses. API; the session
 * that survives a loss is in {@code io.aerostat.client.reconnect.durable}.
 */
@NullMarked
package io.aerostat.client.reconnect;

import org.jspecify.annotations.NullMarked;
