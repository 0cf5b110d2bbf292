/**
 * What those who embed the router decide about a realm, its broker and its dealer, and the numbers that a running
 * realm reports. Immutable records; any thread. The realm itself is in {@code realm.running}, on which nothing here
 * depends.
 */
@NullMarked
package io.aerostat.router.realm;

import org.jspecify.annotations.NullMarked;
