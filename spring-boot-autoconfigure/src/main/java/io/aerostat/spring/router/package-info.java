/** The router that runs inside an application: its properties, and its start and end with the application context. */
@NullMarked
package io.aerostat.spring.router;

import org.jspecify.annotations.NullMarked;
