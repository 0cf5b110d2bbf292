/**
 * WAMP URIs: the strict and the loose grammar, match policies, and reserved names. Stateless; any thread. Depends on no
 * other package.
 */
@NullMarked
package io.aerostat.protocol.uri;

import org.jspecify.annotations.NullMarked;
