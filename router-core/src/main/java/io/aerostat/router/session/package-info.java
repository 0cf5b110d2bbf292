/**
 * The options of sessions, and the facts about a session, for programs that embed the router. Immutable records; any
 * thread. The sessions themselves are in sub-packages; this package must not depend on them.
 */
@NullMarked
package io.aerostat.router.session;

import org.jspecify.annotations.NullMarked;
