/**
 * The decisions of the file service about a file: whether it is hidden, its MIME type, whether the client has it
 * already, and which part the client wants. Called on any thread; must not depend on connections.
 */
@NullMarked
package io.aerostat.router.web.file;

import org.jspecify.annotations.NullMarked;
