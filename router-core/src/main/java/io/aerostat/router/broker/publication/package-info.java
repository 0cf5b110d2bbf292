/**
 * Publications: their content, publisher and receivers, and the events that are retained for later subscribers. The
 * classes are immutable, except for the synchronized collections of retained events. Any thread. This package must not
 * depend on subscriptions.
 */
@NullMarked
package io.aerostat.router.broker.publication;

import org.jspecify.annotations.NullMarked;
