/**
 * Informs the observers of a router about sessions that join, are refused, and leave. The observers are called on event
 * loops. This package must not depend on sessions, broker or dealer.
 */
@NullMarked
package io.aerostat.router.audit;

import org.jspecify.annotations.NullMarked;
