/** Tests of the processing ahead of time. */
@NullMarked
package io.aerostat.spring.aot;

import org.jspecify.annotations.NullMarked;
