/**
 * The authentication methods WAMP-CRA and cryptosign, and the channel bindings, for client and router. An object of one
 * authentication belongs to one thread at a time; the rest may be used on any thread. Key derivation is slow and must
 * not happen on an event loop. Knows no session and no connection.
 */
@NullMarked
package io.aerostat.protocol.authentication;

import org.jspecify.annotations.NullMarked;
