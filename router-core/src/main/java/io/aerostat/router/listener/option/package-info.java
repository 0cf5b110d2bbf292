/**
 * Options of path services that use no other part of a listener. Immutable; any thread. This package must not depend on
 * the package of listeners.
 */
@NullMarked
package io.aerostat.router.listener.option;

import org.jspecify.annotations.NullMarked;
