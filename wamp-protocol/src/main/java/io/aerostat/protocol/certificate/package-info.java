/**
 * Files with certificates and private keys, for TLS in routers and clients. Reading blocks and must not be done on an
 * event loop. Must not depend on connections.
 */
@NullMarked
package io.aerostat.protocol.certificate;

import org.jspecify.annotations.NullMarked;
