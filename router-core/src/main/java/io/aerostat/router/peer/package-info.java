/**
 * A joined session as broker, dealer, authorization and meta API see it: what it is called, what it announced, and how to send to it. They depend
 * on this package, and never on the session machinery that implements it.
 */
@NullMarked
package io.aerostat.router.peer;

import org.jspecify.annotations.NullMarked;
