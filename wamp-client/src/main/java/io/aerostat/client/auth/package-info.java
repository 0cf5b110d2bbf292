/**
 * How a client proves its identity: one {@link io.aerostat.client.auth.Authentication} for each method. A method may
 * answer a challenge later. Methods are called on the client's executor, never on an event loop.
 */
@NullMarked
package io.aerostat.client.auth;

import org.jspecify.annotations.NullMarked;
