/**
 * Publish and subscribe for users of a session: publications, topic filters, subscriptions, events. Handlers run on the
 * client's executor.
 */
@NullMarked
package io.aerostat.client.pubsub;

import org.jspecify.annotations.NullMarked;
