/** The router's source of time. Any thread. This package must not depend on other packages of the router. */
@NullMarked
package io.aerostat.router.time;

import org.jspecify.annotations.NullMarked;
