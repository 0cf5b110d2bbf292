/**
 * The sessions, registrations and subscriptions that a realm holds now, in bounded pages, for tools of operators.
 * Depends on nothing else in the router.
 */
@NullMarked
package io.aerostat.router.inventory;

import org.jspecify.annotations.NullMarked;
