/** Fake event loops and sessions, without sockets and threads, for tests of broker, dealer and meta API. */
@NullMarked
package io.aerostat.router.testing;

import org.jspecify.annotations.NullMarked;
