/**
 * A realm: its options and roles, its broker and dealer, the list of its sessions, and its own service session. Any thread; what belongs to one
 * session stays on that session's loop.
 */
@NullMarked
package io.aerostat.router.realm;

import org.jspecify.annotations.NullMarked;
