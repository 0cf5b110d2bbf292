/**
 * Exceptions of the application that represent WAMP errors, and the conversion in both directions. Any thread. Must not
 * depend on sessions.
 */
@NullMarked
package io.aerostat.client.error.declared;

import org.jspecify.annotations.NullMarked;
