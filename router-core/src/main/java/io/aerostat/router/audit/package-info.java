/**
 * Informs the observers of a router about sessions that join, are refused, and leave. Called on event loops. Must not
 * depend on sessions, broker or dealer.
 */
@NullMarked
package io.aerostat.router.audit;

import org.jspecify.annotations.NullMarked;
