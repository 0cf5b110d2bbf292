/**
 * A joined session, as broker, dealer and meta API see it: its identity, the features that it announced, and the
 * methods that send messages to it. Broker, dealer and meta API depend on this package, not on the classes of
 * {@code session.joined} that implement it.
 */
@NullMarked
package io.aerostat.router.peer;

import org.jspecify.annotations.NullMarked;
