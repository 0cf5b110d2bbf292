/** The code of docs/spring-boot.md, and a test that the page shows exactly this code. */
@NullMarked
package io.aerostat.spring.guide;

import org.jspecify.annotations.NullMarked;
