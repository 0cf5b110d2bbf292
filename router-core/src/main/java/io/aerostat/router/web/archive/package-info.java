/**
 * Serves files out of ZIP archives. An executor opens archives, and reads and downloads them. Must not depend on the
 * handlers of HTTP connections.
 */
@NullMarked
package io.aerostat.router.web.archive;

import org.jspecify.annotations.NullMarked;
