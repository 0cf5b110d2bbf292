/**
 * Publish and subscribe for users of a session: publications, topic filters, subscriptions, events. Handlers run on the
 * client's executor.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-publish-2">PUBLISH in the WAMP specification</a>
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-subscribe-2">SUBSCRIBE in the WAMP specification</a>
 */
@NullMarked
package io.aerostat.client.pubsub;

import org.jspecify.annotations.NullMarked;
