/** Event loops and sessions without sockets and without threads, for the tests of broker, dealer and meta API. */
@NullMarked
package io.aerostat.router.testing;

import org.jspecify.annotations.NullMarked;
