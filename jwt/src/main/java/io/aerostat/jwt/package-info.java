/**
 * Joining with signed tokens: JSON Web Tokens (RFC 7519), checked with keys of a JSON Web Key Set (RFC 7517) or with a
 * shared secret.
 *
 * <p>{@link io.aerostat.jwt.JwtOptions} describes which tokens are accepted, and {@link io.aerostat.jwt.Jwt} turns the
 * options into an authentication method. Tokens are checked on the router's executor for slow cryptography, and keys
 * are fetched on threads of the HTTP client; nothing here blocks an event loop.
 */
@NullMarked
package io.aerostat.jwt;

import org.jspecify.annotations.NullMarked;
