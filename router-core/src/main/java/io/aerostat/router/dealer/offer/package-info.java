/**
 * The offers of callees: their abilities, and the description of a callee that nodes of a cluster send each other.
 * Immutable; any thread. Must not depend on registrations.
 */
@NullMarked
package io.aerostat.router.dealer.offer;

import org.jspecify.annotations.NullMarked;
