/** The new code of docs/migrating-java.md for applications with wamp2spring. */
@NullMarked
package io.aerostat.spring.guide.migration;

import org.jspecify.annotations.NullMarked;
