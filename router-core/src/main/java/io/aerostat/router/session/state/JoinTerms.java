package io.aerostat.router.session.state;

import io.aerostat.router.authentication.method.AuthenticationMethods;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;

/**
 * The terms on which the clients of a service join.
 *
 * @param authentication the methods that clients choose from
 * @param timeouts the time limits for the clients
 * @param options the options of the sessions
 */
record JoinTerms(AuthenticationMethods authentication, SessionTimeouts timeouts, SessionOptions options) {}
