/**
 * The application's part of a message ({@code args} and {@code kwargs}) as validated, undecoded bytes in the
 * serialization of the sender. Immutable; any thread. Must not depend on the serializers, which use this package.
 */
@NullMarked
package io.aerostat.protocol.payload;

import org.jspecify.annotations.NullMarked;
