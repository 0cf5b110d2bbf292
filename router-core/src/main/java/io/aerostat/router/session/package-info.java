/**
 * What those who embed the router decide about sessions, and what they learn of one. Immutable records; any thread.
 * The sessions themselves are in the sub-packages, on which nothing here depends.
 */
@NullMarked
package io.aerostat.router.session;

import org.jspecify.annotations.NullMarked;
