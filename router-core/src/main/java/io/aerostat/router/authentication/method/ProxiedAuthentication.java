package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of a proxy, which has authenticated a client itself and joins in the client's name. The inner
 * method decides about the proxy; the proxy's {@code authextra} has the identity of the client
 * (docs/reference/crossbar.md#proxies).
 *
 * @param onlyLocal whether the proxy must connect over a Unix domain socket, because the inner method requires no proof
 */
record ProxiedAuthentication(String name, AuthenticationMethod inner, boolean onlyLocal, Denial denial)
        implements AuthenticationMethod {
    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        if (onlyLocal && !isLocal(request.transport())) {
            return CompletableFuture.completedFuture(
                    denial.because(name + " is only possible over a Unix domain socket"));
        }
        return inner.begin(request).thenApply(step -> asClient(step, request));
    }

    @Override
    public boolean appliesTo(AuthenticationRequest request) {
        return inner.appliesTo(request);
    }

    @Override
    public boolean assignsRealms() {
        return true;
    }

    /**
     * Checks whether the peer is on this machine. The channel type alone is not enough: behind a trusted proxy,
     * {@code peer} is the address of a remote client.
     */
    private static boolean isLocal(TransportInfo transport) {
        return transport.channelType().equals("unix") && transport.peer().startsWith("unix:");
    }

    private AuthenticationStep asClient(AuthenticationStep step, AuthenticationRequest request) {
        if (step instanceof Challenged challenged) {
            return new Challenged(
                    challenged.extra(),
                    answer -> challenged.answer().apply(answer).thenApply(next -> asClient(next, request)));
        }
        if (!(step instanceof Granted)) {
            return step;
        }
        Map<String, @Nullable Object> extra = request.details().authextra();
        if (extra.get("proxy_realm") instanceof String realm
                && extra.get("proxy_authid") instanceof String authid
                && extra.get("proxy_authrole") instanceof String role
                && !role.equals(Principal.TRUSTED)) {
            return new Granted(realm, authid, role, "static", clientExtra(extra.get("proxy_authextra")));
        }
        return denial.because(
                "found no client in authextra (expected proxy_realm, proxy_authid and proxy_authrole of a client)");
    }

    private static Map<String, @Nullable Object> clientExtra(@Nullable Object extra) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (extra instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }
}
