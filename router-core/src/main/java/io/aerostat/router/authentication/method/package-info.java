/**
 * The authentication methods of WAMP, and the choice among the methods of a transport. A method is stateless and is
 * called on the event loop of the connection that joins; it never blocks. Key derivations run on another executor.
 */
@NullMarked
package io.aerostat.router.authentication.method;

import org.jspecify.annotations.NullMarked;
