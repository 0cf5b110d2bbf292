/**
 * The decisions of the file service: whether a file is hidden, its MIME type, whether the client already has it, and
 * which part the client wants. Any thread. This package must not depend on connections.
 */
@NullMarked
package io.aerostat.router.web.file;

import org.jspecify.annotations.NullMarked;
