/**
 * Finding what matches a URI: exact, prefix and wildcard. Read without locks on any thread, changed by one writer at a time. Knows nothing of
 * subscriptions or registrations.
 */
@NullMarked
package io.aerostat.router.match;

import org.jspecify.annotations.NullMarked;
