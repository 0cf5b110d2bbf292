/**
 * A session from HELLO to its end: the state machine, and the dispatch of its requests to broker and dealer. Confined to the event loop of its link.
 */
@NullMarked
package io.aerostat.router.session;

import org.jspecify.annotations.NullMarked;
