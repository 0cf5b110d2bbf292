/** The message types of WAMP, and the secrets of the measured sessions. Knows no socket and no load. */
@NullMarked
package io.aerostat.bench.wamp;

import org.jspecify.annotations.NullMarked;
