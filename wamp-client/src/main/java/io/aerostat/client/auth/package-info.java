/**
 * How a client proves who it is: one {@link io.aerostat.client.auth.Authentication} a method, with answers that may come later. Answers are
 * asked for on the client's executor, never on an event loop.
 */
@NullMarked
package io.aerostat.client.auth;

import org.jspecify.annotations.NullMarked;
