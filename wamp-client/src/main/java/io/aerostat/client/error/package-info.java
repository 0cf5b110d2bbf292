/**
 * The typed failures of the client. All are unchecked, so that they pass through futures and handlers unchanged.
 * Immutable; any thread.
 */
@NullMarked
package io.aerostat.client.error;

import org.jspecify.annotations.NullMarked;
