/**
 * WAMP ids: their bounds, random ids of global scope, and sequential ids of session scope.
 * {@link io.aerostat.protocol.id.RequestIds} belongs to the thread of its session; the rest may be used on any thread.
 * Depends on no other package.
 */
@NullMarked
package io.aerostat.protocol.id;

import org.jspecify.annotations.NullMarked;
