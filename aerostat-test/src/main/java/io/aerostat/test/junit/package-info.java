/**
 * The test router as an extension of JUnit 5 and 6. API. JUnit calls the extension on the threads of its tests.
 */
@NullMarked
package io.aerostat.test.junit;

import org.jspecify.annotations.NullMarked;
