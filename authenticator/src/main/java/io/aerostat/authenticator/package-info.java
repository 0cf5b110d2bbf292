/**
 * The dynamic authenticator of the example: a component that knows the users and their roles.
 *
 * <p>Runs on the component's executor, where it may block to read its file. Secrets stay in
 * {@link io.aerostat.authenticator.User}: no log line, error or {@code toString} shows one.
 */
@NullMarked
package io.aerostat.authenticator;

import org.jspecify.annotations.NullMarked;
