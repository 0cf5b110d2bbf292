/**
 * How a value of the configuration file is read: the interface of a value type, the place in the file where it is read,
 * and the environment of the file (variables, folder, character sets).
 *
 * <p>Contains no concrete type and no key. A {@link io.aerostat.node.config.reading.Reading} is confined to the thread
 * that loads the file; everything else is immutable. Must not depend on {@link io.aerostat.node.config.type} or {@link
 * io.aerostat.node.config.field}.
 */
@NullMarked
package io.aerostat.node.config.reading;

import org.jspecify.annotations.NullMarked;
