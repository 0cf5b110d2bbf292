/**
 * Receives files in chunks, as resumable.js sends them: the form of each request, the unfinished files, and the events
 * that report the progress. Files are read and written on the executor of files, everything else on the loop of the
 * connection. Nothing except the site depends on this package.
 */
@NullMarked
package io.aerostat.router.web.upload;

import org.jspecify.annotations.NullMarked;
