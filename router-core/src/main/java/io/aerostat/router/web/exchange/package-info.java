/**
 * One HTTP request with its response, and the parts that all services of a web transport share. Confined to the event
 * loop of the connection. This package must not depend on the services, nor on the handlers of the connection.
 */
@NullMarked
package io.aerostat.router.web.exchange;

import org.jspecify.annotations.NullMarked;
