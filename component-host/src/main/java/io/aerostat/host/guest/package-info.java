/**
 * Guests: executables of any kind, started and supervised like everything else.
 *
 * <p>What a guest speaks, and whether it speaks WAMP at all, is its own affair. A watched guest has a daemon thread for its
 * folders.
 */
@NullMarked
package io.aerostat.host.guest;

import org.jspecify.annotations.NullMarked;
