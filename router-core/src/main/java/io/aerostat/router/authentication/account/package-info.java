/**
 * The sources from which authentication methods get accounts: fixed sets of accounts, and accounts that a dynamic
 * authenticator returns. Sources answer asynchronously and may be used on any thread. This package must not depend on
 * {@code io.aerostat.router.authentication.method}.
 */
@NullMarked
package io.aerostat.router.authentication.account;

import org.jspecify.annotations.NullMarked;
