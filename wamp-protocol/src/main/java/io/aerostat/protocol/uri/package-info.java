/**
 * WAMP URIs: the strict and the loose grammar, match policies, and reserved names. Stateless; any thread. Must not
 * depend on other packages.
 */
@NullMarked
package io.aerostat.protocol.uri;

import org.jspecify.annotations.NullMarked;
