/** The router's source of time. Any thread. Depends on no other package of the router. */
@NullMarked
package io.aerostat.router.time;

import org.jspecify.annotations.NullMarked;
