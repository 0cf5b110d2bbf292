/**
 * An engine in memory, whose time, delays, losses and order are chosen by a seed: for tests of everything that stands
 * on an engine. One thread, that of the test. Depends on engine and link only.
 */
@NullMarked
package io.aerostat.cluster.memory;

import org.jspecify.annotations.NullMarked;
