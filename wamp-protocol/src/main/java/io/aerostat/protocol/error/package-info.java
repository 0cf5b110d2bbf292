/**
 * The URIs of errors and of reasons to close, and the exceptions of this module. Immutable; any thread. Depends on no
 * other package.
 */
@NullMarked
package io.aerostat.protocol.error;

import org.jspecify.annotations.NullMarked;
