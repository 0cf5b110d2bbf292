/**
 * The current sessions, registrations and subscriptions of a realm, in bounded pages, for the tools of operators. This
 * package must not depend on other packages of the router.
 */
@NullMarked
package io.aerostat.router.inventory;

import org.jspecify.annotations.NullMarked;
