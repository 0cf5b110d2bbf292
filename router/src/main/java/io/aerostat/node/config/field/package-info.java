/**
 * A small language for saying which keys a configuration object has: type, range, default, required, what it means.
 *
 * <p>What is said once in this language is read with it, checked with it, and published with it as the JSON schema and as the
 * reference in the documentation. It knows no key of the configuration itself. Types and fields are immutable constants.
 */
@NullMarked
package io.aerostat.node.config.field;

import org.jspecify.annotations.NullMarked;
