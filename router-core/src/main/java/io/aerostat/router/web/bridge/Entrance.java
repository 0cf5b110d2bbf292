package io.aerostat.router.web.bridge;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.HttpHeaderMap;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.web.exchange.CrossOrigin;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lets HTTP requests join a realm, each with a session of its own. All connections share this object; any loop. */
public final class Entrance {
    private final String realm;
    private final Access access;
    private final LinkAcceptor acceptor;
    private final AdmissionControl admission;
    private final boolean isOpen;

    public Entrance(String realm, Access access, LinkAcceptor acceptor, AdmissionControl admission) {
        this.realm = realm;
        this.access = access;
        this.acceptor = acceptor;
        this.admission = admission;
        this.isOpen = access.methods().stream().allMatch(AuthenticationOptions.Anonymous.class::isInstance);
    }

    /** Checks whether every client may join, with or without credentials. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Reads how a request joins. */
    Login login(Exchange exchange) throws RefusedRequest {
        return Credentials.login(exchange, realm, isOpen);
    }

    /**
     * Makes a request join with its credentials. Called on the loop of the exchange.
     *
     * @param timeout how long the realm may take to answer each request of the session
     * @throws RefusedRequest if the credentials are malformed, or if too many clients are joining
     */
    public RequestSession enter(Exchange exchange, Duration timeout, RequestSession.Visitor visitor)
            throws RefusedRequest {
        return enter(exchange, login(exchange), timeout, visitor);
    }

    RequestSession enter(Exchange exchange, Login login, Duration timeout, RequestSession.Visitor visitor)
            throws RefusedRequest {
        AdmissionControl.Verdict verdict = admission.admit(Newcomer.isSurplus(exchange.channel()));
        if (!verdict.isAdmitted()) {
            throw RefusedRequest.forNow(verdict.message(), admission.retryAfterSeconds());
        }
        TransportInfo transport = Peers.describe(
                exchange.channel(), "http", exchange.source(), null, HttpHeaderMap.of(exchange.headers()), null);
        RequestSession session =
                new RequestSession(exchange.loop(), transport, login, timeout, visitor, admission::settled);
        exchange.whenAbandoned(session::hangUp);
        session.start(acceptor);
        return session;
    }

    /** Returns the answer to a client that could not join. */
    public Response refusal(Outcome.Refused refused) {
        String reason = refused.reason();
        HttpResponseStatus status = switch (reason) {
            case ErrorUris.TOO_MANY_REQUESTS -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case ErrorUris.NO_SUCH_REALM -> HttpResponseStatus.NOT_FOUND;
            case ErrorUris.LIMIT_EXCEEDED, ErrorUris.UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            case ErrorUris.NO_SUCH_ROLE -> HttpResponseStatus.FORBIDDEN;
            default -> HttpResponseStatus.UNAUTHORIZED;
        };
        String message = refused.message() == null ? reason : refused.message();
        Response response = BridgeResponses.withRetryAfter(
                BridgeResponses.error(status, reason, List.of(message), Map.of()), refused.payload());
        return status.equals(HttpResponseStatus.UNAUTHORIZED)
                ? response.with(HttpHeaderNames.WWW_AUTHENTICATE, Credentials.challenges(realm, access))
                : response;
    }

    /** Returns the answer to a request that has failed because of a bug, or because its session has ended. */
    public Response failure() {
        return BridgeResponses.failed();
    }

    /**
     * Lets pages of other origins use the response. If clients authenticate, browsers must not add credentials to the
     * requests of these pages by themselves.
     */
    public Response open(Exchange exchange, Response response) {
        if (isOpen && exchange.headers().contains(HttpHeaderNames.ORIGIN)) {
            CrossOrigin.allowAll(exchange, response);
        } else {
            response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        return response;
    }
}
