/**
 * Registrations and the life of calls.
 *
 * <p>A pending call is owned by its caller's loop and ends exactly once there (P1), whoever comes first: the callee's answer, a cancellation, a
 * timeout, the end of callee or caller. The callee's loop owns the table of that callee's invocations. The two loops tell each other by small
 * commands, first in, first out, which is what keeps the order of ORD-3, ORD-4 and ORD-6. Registrations are read without locks on any loop and
 * changed by one writer at a time. Knows no sockets.
 *
 * <pre>
 *   CALL ─▶ Caller ─▶ PendingCall ──Attempt──▶ Callee ─▶ INVOCATION
 * RESULT ◀──────────  PendingCall ◀──Answer───  Callee ◀─ YIELD
 *          (caller's loop)                    (callee's loop)
 * </pre>
 */
@NullMarked
package io.aerostat.router.dealer;

import org.jspecify.annotations.NullMarked;
