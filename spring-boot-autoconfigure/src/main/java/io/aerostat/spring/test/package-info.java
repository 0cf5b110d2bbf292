/**
 * Tests of applications with a router in the process of the test. API.
 */
@NullMarked
package io.aerostat.spring.test;

import org.jspecify.annotations.NullMarked;
