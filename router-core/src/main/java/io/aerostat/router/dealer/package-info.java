/**
 * The dealer of a realm: routes calls to callees.
 *
 * <p>This package is the dealer as sessions, realm and meta API use it. Behind it are the callers' side ({@code
 * dealer.call}), the callees' side ({@code dealer.callee}) and the invocation policies ({@code dealer.selection}), each
 * of which depends only on those after it. The dealer knows no sockets. docs/design.md draws the way of a call:
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
