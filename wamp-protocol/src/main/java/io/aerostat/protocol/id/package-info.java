/**
 * WAMP identifiers: bounds, random global ids, sequential session-scope ids.
 */
@NullMarked
package io.aerostat.protocol.id;

import org.jspecify.annotations.NullMarked;
