/**
 * Objects with known keys: a field is one key with its type, default and meaning, and an object type is a set of fields
 * that is read into a record.
 *
 * <p>A field is declared once; reading, checking, the JSON schema and the reference in the documentation all come from
 * that declaration. Fields and types are immutable constants. This package declares no key of the configuration itself.
 */
@NullMarked
package io.aerostat.node.config.field;

import org.jspecify.annotations.NullMarked;
