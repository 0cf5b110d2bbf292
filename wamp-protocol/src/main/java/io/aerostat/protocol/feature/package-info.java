/**
 * The roles of peers, and the features that peers announce in HELLO and WELCOME. Immutable; any thread. Must not depend
 * on messages.
 */
@NullMarked
package io.aerostat.protocol.feature;

import org.jspecify.annotations.NullMarked;
