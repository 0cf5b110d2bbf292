/**
 * JSON in which every key and every value has its line and column, and the problems that refer to these places.
 *
 * <p>Only reads text, and declares no key of the configuration. Everything here is immutable except
 * {@link io.aerostat.node.config.located.Problems}, which is confined to the thread that loads the file.
 */
@NullMarked
package io.aerostat.node.config.located;

import org.jspecify.annotations.NullMarked;
