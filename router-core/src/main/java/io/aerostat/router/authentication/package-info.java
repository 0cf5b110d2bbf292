/**
 * Who may join: the authentication methods of a transport, static and dynamic, and the choice among them. A method answers asynchronously and
 * never blocks; it is asked on the loop of the connection that joins, and may answer on any thread.
 */
@NullMarked
package io.aerostat.router.authentication;

import org.jspecify.annotations.NullMarked;
