/** Workloads: what sessions do to a router, and how their answers are checked. On the thread of the loop. */
@NullMarked
package io.aerostat.bench.load;

import org.jspecify.annotations.NullMarked;
