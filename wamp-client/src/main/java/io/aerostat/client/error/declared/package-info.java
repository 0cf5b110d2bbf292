/**
 * Exceptions of the application that stand for errors of WAMP, and the conversion in both directions. Any thread. Must
 * not depend on sessions.
 */
@NullMarked
package io.aerostat.client.error.declared;

import org.jspecify.annotations.NullMarked;
