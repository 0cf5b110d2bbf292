/**
 * The beans that Spring Boot adds to an application, and the conditions under which it adds them.
 */
@NullMarked
package io.aerostat.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
