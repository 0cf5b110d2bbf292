/**
 * Publish and subscribe as users write it: publications, what is subscribed, events. Handlers run on the client's executor.
 */
@NullMarked
package io.aerostat.client.pubsub;

import org.jspecify.annotations.NullMarked;
