/**
 * The realm's own trusted session: it registers the meta procedures, publishes meta events, and calls dynamic authenticators and
 * authorizers. Its handlers answer asynchronously and never block a loop.
 */
@NullMarked
package io.aerostat.router.service;

import org.jspecify.annotations.NullMarked;
