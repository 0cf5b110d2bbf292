/** Workloads: what sessions send to a router, and how they check its answers. Runs on the thread of the loop. */
@NullMarked
package io.aerostat.bench.load;

import org.jspecify.annotations.NullMarked;
