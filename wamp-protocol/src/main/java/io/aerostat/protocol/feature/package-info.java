/**
 * Roles and the features that they announce to each other in HELLO and WELCOME. Immutable; any thread.
 */
@NullMarked
package io.aerostat.protocol.feature;

import org.jspecify.annotations.NullMarked;
