/**
 * A session from HELLO to its end: state machine, request dispatch, and what broker and dealer see of it ({@link
 * io.aerostat.router.session.Peer}). Confined to the event loop of its link.
 */
@NullMarked
package io.aerostat.router.session;

import org.jspecify.annotations.NullMarked;
