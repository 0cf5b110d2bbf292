/**
 * Serves files from ZIP archives. An executor opens, reads and downloads the archives. This package must not depend on
 * the handlers of HTTP connections.
 */
@NullMarked
package io.aerostat.router.web.archive;

import org.jspecify.annotations.NullMarked;
