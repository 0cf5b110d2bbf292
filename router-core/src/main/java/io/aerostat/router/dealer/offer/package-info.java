/**
 * The offers of callees: their abilities, and the description of a callee that the nodes of a cluster send to each
 * other. Immutable; any thread. This package must not depend on registrations.
 */
@NullMarked
package io.aerostat.router.dealer.offer;

import org.jspecify.annotations.NullMarked;
