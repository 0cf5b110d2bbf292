/** Lists the sessions, registrations and subscriptions of a realm, by the meta API. Used on the main thread. */
@NullMarked
package io.aerostat.command.listing;

import org.jspecify.annotations.NullMarked;
