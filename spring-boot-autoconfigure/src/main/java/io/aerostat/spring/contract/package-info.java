/**
 * Contracts as beans: interfaces whose proxies use the session of the application. API: the two annotations.
 */
@NullMarked
package io.aerostat.spring.contract;

import org.jspecify.annotations.NullMarked;
