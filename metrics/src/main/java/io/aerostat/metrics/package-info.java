/**
 * Meters of Micrometer that show the numbers a router counts anyway, and the page that Prometheus scrapes. Nothing here
 * runs on an event loop or adds to the cost of a message.
 */
@NullMarked
package io.aerostat.metrics;

import org.jspecify.annotations.NullMarked;
