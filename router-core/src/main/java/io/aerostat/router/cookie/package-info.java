/**
 * The cookies that the router has issued to browsers, and the identities that they prove (COO-1, COO-2). Any thread; no
 * event loop is blocked. This package must not depend on HTTP or on WAMP sessions.
 */
@NullMarked
package io.aerostat.router.cookie;

import org.jspecify.annotations.NullMarked;
