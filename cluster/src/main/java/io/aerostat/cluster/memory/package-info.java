/**
 * An engine in memory, for tests of code that uses an engine. A seed determines its delays, losses and order. Confined
 * to the thread of the test. Depends on engine and link only.
 */
@NullMarked
package io.aerostat.cluster.memory;

import org.jspecify.annotations.NullMarked;
