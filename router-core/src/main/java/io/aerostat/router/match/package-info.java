/**
 * Finds the patterns that match a URI: exact, prefix and wildcard. Read without locks on any thread, changed by one
 * writer at a time. Depends on neither subscriptions nor registrations.
 */
@NullMarked
package io.aerostat.router.match;

import org.jspecify.annotations.NullMarked;
