/**
 * The authentication methods of a transport, the principals of the static methods, and the cookie of a WebSocket
 * transport. Immutable constants.
 */
@NullMarked
package io.aerostat.node.config.grammar.authentication;

import org.jspecify.annotations.NullMarked;
