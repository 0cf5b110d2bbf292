/**
 * Files with certificates and private keys, for the TLS of routers and clients. Reading blocks, so that it must not be
 * done on an event loop. Knows no connections.
 */
@NullMarked
package io.aerostat.protocol.certificate;

import org.jspecify.annotations.NullMarked;
