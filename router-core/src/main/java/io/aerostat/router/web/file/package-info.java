/**
 * What the service of files decides about a file: whether it is hidden, its MIME type, whether the client has it
 * already, and which part of it is wanted. Called on any thread; knows no connection.
 */
@NullMarked
package io.aerostat.router.web.file;

import org.jspecify.annotations.NullMarked;
