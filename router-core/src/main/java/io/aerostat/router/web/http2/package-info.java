/**
 * Recognizes HTTP/2 connections, and gives each of their streams the handlers of an HTTP/1.1 connection, so that the
 * services of a site are independent of the protocol version. The handlers run on the loop of the connection. Only the
 * transport depends on this package.
 */
@NullMarked
package io.aerostat.router.web.http2;

import org.jspecify.annotations.NullMarked;
