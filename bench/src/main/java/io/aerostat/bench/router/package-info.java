/** Routers to measure: Aerostat's router without its node, and a router that checks nothing. */
@NullMarked
package io.aerostat.bench.router;

import org.jspecify.annotations.NullMarked;
