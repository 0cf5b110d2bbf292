/**
 * Processing ahead of time: what Spring registers for a native image on behalf of the beans of an application. Called
 * by Spring's build plugins, not by a running application.
 */
@NullMarked
package io.aerostat.spring.aot;

import org.jspecify.annotations.NullMarked;
