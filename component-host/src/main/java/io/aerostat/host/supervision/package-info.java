/**
 * Keeps things running that end by themselves: starts them, starts them again with back-off, and stops them by a deadline.
 *
 * <p>Owns the restart decision and nothing else: it knows neither processes nor WAMP sessions, only
 * {@link io.aerostat.host.supervision.Supervised} things. All state lives on a
 * {@link io.aerostat.host.supervision.SupervisionLoop}, so that it needs no locks and tests move time by hand. Must not depend
 * on any other package of this project.
 */
@NullMarked
package io.aerostat.host.supervision;

import org.jspecify.annotations.NullMarked;
