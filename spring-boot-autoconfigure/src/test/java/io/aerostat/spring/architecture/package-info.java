/** Tests of the module's structure and API. */
@NullMarked
package io.aerostat.spring.architecture;

import org.jspecify.annotations.NullMarked;
