/**
 * Remote procedure calls for users of a session: calls, offers and registrations, results. Handlers run on the
 * client's executor.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-calling-and-invocations">Calls and invocations in the
 *     WAMP specification</a>
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-progressive-calls">Progressive calls in the WAMP
 *     specification</a>
 */
@NullMarked
package io.aerostat.client.rpc;

import org.jspecify.annotations.NullMarked;
