/**
 * Supervision: starts things, starts them again with back-off after they have ended, and stops them by a deadline.
 *
 * <p>The package only decides about restarts. It has no code for processes or WAMP sessions, only for
 * {@link io.aerostat.host.supervision.Supervised} things. All state is confined to a
 * {@link io.aerostat.host.supervision.SupervisionLoop}, so it needs no locks, and tests advance its clock. Must not
 * depend on any other package of this project.
 */
@NullMarked
package io.aerostat.host.supervision;

import org.jspecify.annotations.NullMarked;
