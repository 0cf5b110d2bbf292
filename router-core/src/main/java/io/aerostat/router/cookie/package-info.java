/**
 * What the router remembers of the browsers that it gave a cookie: which cookies are its own, and who has authenticated on them (COO-1, COO-2).
 * Any thread; nothing here blocks an event loop. Knows no HTTP and no WAMP session.
 */
@NullMarked
package io.aerostat.router.cookie;

import org.jspecify.annotations.NullMarked;
