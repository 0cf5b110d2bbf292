/**
 * The options of a realm, its broker and its dealer, and the numbers that a running realm reports, for programs that
 * embed the router. Immutable records; any thread. The realm itself is in {@code realm.running}; this package must not
 * depend on it.
 */
@NullMarked
package io.aerostat.router.realm;

import org.jspecify.annotations.NullMarked;
