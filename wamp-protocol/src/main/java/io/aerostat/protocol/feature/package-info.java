/**
 * The roles of peers and the features that they announce in HELLO and WELCOME. Immutable; any thread. Depends on no
 * message.
 */
@NullMarked
package io.aerostat.protocol.feature;

import org.jspecify.annotations.NullMarked;
