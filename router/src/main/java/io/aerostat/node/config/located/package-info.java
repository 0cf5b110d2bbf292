/**
 * JSON in which every key and every value knows its line and column, and the problems that point there.
 *
 * <p>Owns the reading of text only: it knows no key of the configuration. Everything here is immutable but {@link
 * io.aerostat.node.config.located.Problems}, which belongs to the thread that loads the file.
 */
@NullMarked
package io.aerostat.node.config.located;

import org.jspecify.annotations.NullMarked;
