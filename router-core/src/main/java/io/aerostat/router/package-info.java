/**
 * The embeddable WAMP router: {@link io.aerostat.router.Router} and its builder. Must not depend on a configuration
 * file, a process or a command line.
 */
@NullMarked
package io.aerostat.router;

import org.jspecify.annotations.NullMarked;
