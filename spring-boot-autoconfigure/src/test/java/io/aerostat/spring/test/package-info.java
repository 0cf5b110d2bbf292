/** Tests of the support for tests. */
@NullMarked
package io.aerostat.spring.test;

import org.jspecify.annotations.NullMarked;
