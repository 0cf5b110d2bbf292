/** Workloads: their sessions send messages to a router, and check its answers. Runs on the thread of the loop. */
@NullMarked
package io.aerostat.bench.load;

import org.jspecify.annotations.NullMarked;
