/** Routers to measure against: this project's own without its node, and one that checks nothing. */
@NullMarked
package io.aerostat.bench.router;

import org.jspecify.annotations.NullMarked;
