/** Tests of contracts as beans. */
@NullMarked
package io.aerostat.spring.contract;

import org.jspecify.annotations.NullMarked;
