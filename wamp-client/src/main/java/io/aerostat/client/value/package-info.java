/**
 * WAMP values in Java: outgoing values are converted to the types that every serialization has, incoming ones are read
 * as JSON-like values, records or POJOs. Immutable; any thread.
 */
@NullMarked
package io.aerostat.client.value;

import org.jspecify.annotations.NullMarked;
