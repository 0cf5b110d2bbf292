/**
 * The URIs of errors and of reasons to close a session, and the exceptions of this module. Immutable; any thread. Must
 * not depend on other packages.
 */
@NullMarked
package io.aerostat.protocol.error;

import org.jspecify.annotations.NullMarked;
