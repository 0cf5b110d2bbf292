/**
 * The meta API (META-1 to META-6): procedures that show and change sessions, subscriptions and registrations, and
 * events about their changes. The realm's service session registers the procedures and publishes the events;
 * permissions apply to their URIs as to any other URI (META-2). Procedures run on the service session's loop.
 */
@NullMarked
package io.aerostat.router.meta;

import org.jspecify.annotations.NullMarked;
