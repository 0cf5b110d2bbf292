/**
 * A joined session as broker, dealer and meta API see it: its identity, the features that it announced, and how to
 * send to it. They depend on this package, and never on the classes of {@code session.joined} that implement it.
 */
@NullMarked
package io.aerostat.router.peer;

import org.jspecify.annotations.NullMarked;
