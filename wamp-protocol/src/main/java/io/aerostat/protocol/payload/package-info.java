/**
 * The application's part of a message ({@code args} and {@code kwargs}) as validated, undecoded bytes in the
 * serialization of its sender. Immutable; any thread. Must not depend on the serializers, which depend on it.
 */
@NullMarked
package io.aerostat.protocol.payload;

import org.jspecify.annotations.NullMarked;
