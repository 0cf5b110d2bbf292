/**
 * The conformance of the router, seen from outside: raw messages over every transport and serialization, against one
 * {@code router.jar} that the tests of a JVM share, and in-process against an embedded router with the same realms.
 *
 * <h2>How to write a case</h2>
 *
 * <pre>{@code
 * class CallCancelingIT extends ConformanceCase {          // runs over all 18 wires
 *
 *     @Test
 *     @Conformance("CAN-5")                                // ids of conformance/…/items.tsv
 *     void calleeWithoutCancelingIsNotInterrupted() {
 *         RawPeer callee = join(Hello.everything(REALM).without("callee", "call_canceling"));
 *         RawPeer caller = join();                         // announces everything
 *         callee.send(REGISTER, 1, Map.of(), uri("slow"));       // uri(): nobody else's
 *         callee.expect(REGISTERED, 1);
 *         caller.send(CALL, 1, Map.of(), uri("slow"));
 *         callee.expect(INVOCATION);                       // checks how the message begins; returns all of it
 *         caller.send(CANCEL, 1, Map.of("mode", "kill"));
 *         caller.expectExactly(ERROR, CALL, 1, Map.of(), "wamp.error.canceled");
 *         callee.expectNothing(caller);                    // after round trips of both: no sleeping
 *     }
 * }
 * }</pre>
 *
 * Extend {@link io.aerostat.acceptance.conformance.RemoteConformanceCase} for tests that cannot run in-process:
 * malformed messages ({@code sendBytes}, {@code sendJson}) and authentication. {@code joinAs(authid, role)} joins as
 * any user in any role of the realm on all wires. {@code ANY} matches any element. Bytes in a payload
 * are {@code byte[]} on every wire. Peers are closed after the test. Each test should need only a few round trips,
 * because it runs once for each wire. The router's configuration is {@code conformance/config.json} in the resources;
 * add realms, roles and transports there.
 *
 * <p>Run one class, over one wire if you like: {@code mvn -o -q -Dfast verify -pl acceptance -am -Dtest=NONE
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=CallIT}.
 */
@NullMarked
package io.aerostat.acceptance.conformance;

import org.jspecify.annotations.NullMarked;
