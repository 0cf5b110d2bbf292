/**
 * Registrations and the life of calls: each pending call is owned by its caller's loop and ends exactly once. Knows no sockets.
 */
@NullMarked
package io.aerostat.router.dealer;

import org.jspecify.annotations.NullMarked;
