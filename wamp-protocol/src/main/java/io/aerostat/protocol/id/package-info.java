/**
 * WAMP ids: their bounds, random ids of global scope, and sequential ids of session scope.
 * {@link io.aerostat.protocol.id.RequestIds} is confined to the thread of its session; any thread may use everything
 * else. Must not depend on other packages.
 */
@NullMarked
package io.aerostat.protocol.id;

import org.jspecify.annotations.NullMarked;
