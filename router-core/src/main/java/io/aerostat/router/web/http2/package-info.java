/**
 * HTTP/2 connections: recognizes them, and gives each of their streams the handlers of an HTTP/1.1 connection, so that
 * the services of a site need not know the protocol. The handlers run on the loop of the connection. Only the transport
 * depends on this package.
 */
@NullMarked
package io.aerostat.router.web.http2;

import org.jspecify.annotations.NullMarked;
