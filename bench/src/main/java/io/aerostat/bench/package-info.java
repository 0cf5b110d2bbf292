/** The command line of the load generator, {@code bench.jar}. Nothing depends on this module. */
@NullMarked
package io.aerostat.bench;

import org.jspecify.annotations.NullMarked;
