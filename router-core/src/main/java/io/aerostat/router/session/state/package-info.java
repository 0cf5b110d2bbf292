/**
 * The states of a connection's session, from HELLO to the end (SES-22):
 * {@link io.aerostat.router.session.state.AwaitingHello}, {@link io.aerostat.router.session.state.Authenticating} and
 * {@link io.aerostat.router.session.state.Challenging}, {@link io.aerostat.router.session.state.Joined},
 * {@link io.aerostat.router.session.state.Leaving}, {@link io.aerostat.router.session.state.Ended}. Confined to the
 * event loop of the connection's link. This package must not depend on sockets.
 */
@NullMarked
package io.aerostat.router.session.state;

import org.jspecify.annotations.NullMarked;
