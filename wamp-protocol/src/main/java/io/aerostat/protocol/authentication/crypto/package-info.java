/**
 * Cryptographic primitives that the authentication methods share. Stateless; any thread. Must not depend on an
 * authentication method.
 */
@NullMarked
package io.aerostat.protocol.authentication.crypto;

import org.jspecify.annotations.NullMarked;
