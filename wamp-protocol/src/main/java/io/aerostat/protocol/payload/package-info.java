/**
 * Application payload ({@code args} and {@code kwargs}) as validated, undecoded bytes in the serialization of its sender. Immutable;
 * any thread. Must not depend on a serializer's code.
 */
@NullMarked
package io.aerostat.protocol.payload;

import org.jspecify.annotations.NullMarked;
