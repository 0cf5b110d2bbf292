/**
 * Kinds of values that several parts of the configuration use: names, files, PEM keys, serializers, URI patterns,
 * limits.
 *
 * <p>Immutable constants and static checks. Must not depend on other packages of the grammar.
 */
@NullMarked
package io.aerostat.node.config.grammar.value;

import org.jspecify.annotations.NullMarked;
