/**
 * WAMP URIs: the strict and loose grammar, match policies, reserved names. Stateless; any thread.
 */
@NullMarked
package io.aerostat.protocol.uri;

import org.jspecify.annotations.NullMarked;
