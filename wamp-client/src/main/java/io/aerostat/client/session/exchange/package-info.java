/**
 * The exchanges between a joined session and its router: requests and their answers, calls, registrations and
 * invocations, subscriptions and events.
 *
 * <p>The tables are confined to the executor of the connection. Must not depend on
 * {@code io.aerostat.client.session.life}.
 */
@NullMarked
package io.aerostat.client.session.exchange;

import org.jspecify.annotations.NullMarked;
