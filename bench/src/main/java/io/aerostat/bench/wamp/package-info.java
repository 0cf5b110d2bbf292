/** The message types of WAMP, and the secrets of the measured sessions. Must not depend on sockets or loads. */
@NullMarked
package io.aerostat.bench.wamp;

import org.jspecify.annotations.NullMarked;
