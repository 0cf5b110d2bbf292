/**
 * A running realm: its broker and dealer, its roles, the list of its sessions, and the router's own session. Any
 * thread; the state of a session stays on that session's loop.
 */
@NullMarked
package io.aerostat.router.realm.running;

import org.jspecify.annotations.NullMarked;
