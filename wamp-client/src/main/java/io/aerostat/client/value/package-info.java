/**
 * WAMP values in Java: outgoing values are converted to types that every serialization has; incoming values are read as
 * JSON-like values, records or POJOs. Immutable; any thread.
 */
@NullMarked
package io.aerostat.client.value;

import org.jspecify.annotations.NullMarked;
