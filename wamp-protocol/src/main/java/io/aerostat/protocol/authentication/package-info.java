/**
 * Signatures and key derivation of the authentication methods (WAMP-CRA, SCRAM, cryptosign), shared by client and router.
 * Stateless; slow functions (key derivation) must not be called on an event loop.
 */
@NullMarked
package io.aerostat.protocol.authentication;

import org.jspecify.annotations.NullMarked;
