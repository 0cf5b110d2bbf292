/**
 * Finds the patterns that match a URI: exact, prefix and wildcard. Any thread may read without a lock; one thread at a
 * time may write. This package must not depend on subscriptions or registrations.
 */
@NullMarked
package io.aerostat.router.match;

import org.jspecify.annotations.NullMarked;
