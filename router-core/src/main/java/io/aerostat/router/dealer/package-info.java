/**
 * The dealer of a realm: routes calls to callees.
 *
 * <p>Sessions, realm and meta API use the classes of this package. Three packages are behind it: the callers' side
 * ({@code dealer.call}), the callees' side ({@code dealer.callee}) and the invocation policies
 * ({@code dealer.selection}). Each of them depends only on those named after it. The dealer must not depend on sockets.
 * docs/design.md shows the way of a call:
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
