/**
 * Limits on the rate of requests, for each session and for each role of a realm. A session's bucket is confined to the
 * session's loop; any thread may use a role's bucket, which has no lock. This package must not depend on sessions,
 * broker or dealer.
 */
@NullMarked
package io.aerostat.router.rate;

import org.jspecify.annotations.NullMarked;
