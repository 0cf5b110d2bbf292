/**
 * Procedures that the router itself registers, and calls that the router itself makes to dynamic authenticators and
 * authorizers. Handlers answer asynchronously and never block a loop.
 */
@NullMarked
package io.aerostat.router.service;

import org.jspecify.annotations.NullMarked;
