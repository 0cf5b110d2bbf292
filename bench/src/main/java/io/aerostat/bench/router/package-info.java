/** Routers to measure: Aerostat's without its node, and one that checks nothing. */
@NullMarked
package io.aerostat.bench.router;

import org.jspecify.annotations.NullMarked;
