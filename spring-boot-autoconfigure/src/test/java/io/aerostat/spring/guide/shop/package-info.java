/** The shop of docs/spring-boot.md. */
@NullMarked
package io.aerostat.spring.guide.shop;

import org.jspecify.annotations.NullMarked;
