/** Workloads: what sessions do to a router, and what is wrong with a message that comes back. On the thread of the loop. */
@NullMarked
package io.aerostat.bench.load;

import org.jspecify.annotations.NullMarked;
