/**
 * Publications: their content, publisher and receivers, and the events that are retained for later subscribers.
 * Immutable or, where retained events are kept, synchronized; any thread. Knows nothing of subscriptions.
 */
@NullMarked
package io.aerostat.router.broker.publication;

import org.jspecify.annotations.NullMarked;
