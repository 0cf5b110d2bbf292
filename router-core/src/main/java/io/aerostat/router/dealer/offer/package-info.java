/**
 * What a callee offers to callers: its abilities, and what nodes of a cluster tell each other of their callees.
 * Immutable; any thread. Knows no registrations.
 */
@NullMarked
package io.aerostat.router.dealer.offer;

import org.jspecify.annotations.NullMarked;
