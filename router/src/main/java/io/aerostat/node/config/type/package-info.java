/**
 * The value types of which a configuration is made, except objects: text, numbers, words, secrets, lists, maps.
 * {@link io.aerostat.node.config.type.Types} creates them.
 *
 * <p>Each type reads a value, names what it expects, and describes itself in the JSON schema. Types are immutable and
 * may be used on any thread. Must not depend on {@link io.aerostat.node.config.field}.
 */
@NullMarked
package io.aerostat.node.config.type;

import org.jspecify.annotations.NullMarked;
