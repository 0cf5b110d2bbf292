/**
 * The difference between the configuration that a node runs and another one, as operations and as lines for people.
 * Immutable; any thread. Knows neither the file nor the running node.
 */
@NullMarked
package io.aerostat.node.reload;

import org.jspecify.annotations.NullMarked;
