/** Where the router gets its time from, and which of two clocks counts for what. Any thread. */
@NullMarked
package io.aerostat.router.time;

import org.jspecify.annotations.NullMarked;
