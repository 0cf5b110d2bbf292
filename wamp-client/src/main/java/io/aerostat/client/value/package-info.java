/**
 * Values of WAMP as Java sees them: what is sent is turned into the values that every serialization has, what arrives is read as JSON-like
 * values, records or POJOs. Immutable; any thread.
 */
@NullMarked
package io.aerostat.client.value;

import org.jspecify.annotations.NullMarked;
