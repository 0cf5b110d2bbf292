/**
 * The meta API of a realm as typed calls: sessions, registrations, subscriptions, event history and testaments. Any
 * thread.
 */
@NullMarked
package io.aerostat.client.meta;

import org.jspecify.annotations.NullMarked;
