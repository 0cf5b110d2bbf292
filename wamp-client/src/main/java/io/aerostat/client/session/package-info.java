/**
 * One WAMP session over one connection: joining, requests and their answers, registrations, subscriptions, leaving. Its state is confined to
 * the executor of its connection; {@link io.aerostat.client.session.Session} may be used from any thread.
 */
@NullMarked
package io.aerostat.client.session;

import org.jspecify.annotations.NullMarked;
