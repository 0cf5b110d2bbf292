/** Tests of the session of an application. */
@NullMarked
package io.aerostat.spring.client;

import org.jspecify.annotations.NullMarked;
