/**
 * Options of path services that need nothing else of a listener. Immutable; any thread. Must not depend on the package
 * of listeners.
 */
@NullMarked
package io.aerostat.router.listener.option;

import org.jspecify.annotations.NullMarked;
