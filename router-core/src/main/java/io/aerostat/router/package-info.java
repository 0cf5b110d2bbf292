/**
 * The embeddable WAMP router: {@link io.aerostat.router.Router} and its builder. Knows no configuration file, no
 * process and no command line.
 */
@NullMarked
package io.aerostat.router;

import org.jspecify.annotations.NullMarked;
