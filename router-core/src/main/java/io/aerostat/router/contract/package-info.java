/**
 * The contracts of a realm: which payloads the procedures and topics take, and what a realm tells clients about them.
 * API. Immutable; any thread. The package is independent of schema languages: a module such as {@code validation}
 * implements {@link io.aerostat.router.contract.PayloadSchema}. The package must not depend on sessions, broker or
 * dealer.
 */
@NullMarked
package io.aerostat.router.contract;

import org.jspecify.annotations.NullMarked;
