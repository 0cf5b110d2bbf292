/**
 * WAMP in Spring Boot applications: the annotations and interfaces that an application uses. API.
 */
@NullMarked
package io.aerostat.spring;

import org.jspecify.annotations.NullMarked;
