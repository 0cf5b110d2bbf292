/**
 * The weather balloon as a Spring Boot application.
 */
@NullMarked
package com.example.balloon;

import org.jspecify.annotations.NullMarked;
