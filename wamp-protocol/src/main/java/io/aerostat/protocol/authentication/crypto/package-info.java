/** Primitives that the authentication methods share. Stateless; any thread. Knows no authentication method. */
@NullMarked
package io.aerostat.protocol.authentication.crypto;

import org.jspecify.annotations.NullMarked;
