/**
 * The meta API (META-1 to META-6): procedures that tell of sessions, subscriptions and registrations and act on them, and events that announce their
 * changes. The realm's service session provides and publishes them; who may use them is decided like for any other URI (META-2). Procedures run
 * on the service session's loop and reach others only through their public parts.
 */
@NullMarked
package io.aerostat.router.meta;

import org.jspecify.annotations.NullMarked;
