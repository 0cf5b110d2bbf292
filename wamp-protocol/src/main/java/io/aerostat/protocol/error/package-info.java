/**
 * The catalogue of error and close URIs, and the typed failures of the protocol layer.
 */
@NullMarked
package io.aerostat.protocol.error;

import org.jspecify.annotations.NullMarked;
