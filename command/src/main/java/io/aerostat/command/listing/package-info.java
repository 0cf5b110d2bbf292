/**
 * What there is in a realm, from its meta API: sessions, registrations and subscriptions. Used on the main thread.
 */
@NullMarked
package io.aerostat.command.listing;

import org.jspecify.annotations.NullMarked;
