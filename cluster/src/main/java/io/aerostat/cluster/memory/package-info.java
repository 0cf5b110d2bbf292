/**
 * An engine in memory, for tests of everything that uses an engine. A seed determines its delays, losses and order. One
 * thread, that of the test. Depends on engine and link only.
 */
@NullMarked
package io.aerostat.cluster.memory;

import org.jspecify.annotations.NullMarked;
