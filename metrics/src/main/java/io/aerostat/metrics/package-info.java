/**
 * Meters of Micrometer that show the router's own numbers, and the page that Prometheus scrapes. The code of this
 * package does not run on an event loop, and does not add to the cost of a message.
 */
@NullMarked
package io.aerostat.metrics;

import org.jspecify.annotations.NullMarked;
