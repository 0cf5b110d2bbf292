/**
 * Meters of Micrometer that show what a router counts anyway, and the page that Prometheus scrapes. Nothing here runs
 * on an event loop, and no message costs anything more because of it.
 */
@NullMarked
package io.aerostat.metrics;

import org.jspecify.annotations.NullMarked;
