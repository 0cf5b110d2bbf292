package io.aerostat.spring.client;

import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the application's session.
 *
 * @param url URL of the router, such as wss://router.example/ws or rs://localhost:8081.
 * @param realm Realm to join.
 * @param authentication Account with which the session joins.
 * @param role Role of the session at the embedded router, if no URL is set.
 * @param ssl Certificates of an encrypted connection.
 * @param serializations Serializations to offer, in order of preference.
 * @param headers Additional headers of the WebSocket handshake.
 * @param openTimeout How long opening a connection may take.
 * @param joinTimeout How long the start of the application waits for the session and its registrations.
 * @param requestTimeout How long a blocking call or publication waits for the answer.
 * @param maxMessageSize Size of the largest message that the client accepts.
 * @param pingInterval Time of silence after which the router is pinged; 0 for no pings.
 * @param pingTimeout How long the router may take to answer a ping.
 * @param reconnect Attempts to join again after the connection was lost.
 */
@ConfigurationProperties("aerostat.client")
public record ClientProperties(
        @Nullable String url,
        @Nullable String realm,
        @DefaultValue Authentication authentication,
        @DefaultValue("trusted") String role,
        @DefaultValue Ssl ssl,
        @DefaultValue({"cbor", "msgpack", "json"}) List<Serialization> serializations,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("10s") Duration openTimeout,
        @DefaultValue("30s") Duration joinTimeout,
        @DefaultValue("30s") Duration requestTimeout,
        @DefaultValue("16MB") DataSize maxMessageSize,
        @DefaultValue("10s") Duration pingInterval,
        @DefaultValue("20s") Duration pingTimeout,
        @DefaultValue Reconnect reconnect) {
    public ClientProperties {
        serializations = List.copyOf(serializations);
        headers = Map.copyOf(headers);
    }

    /** Returns a text without the secrets, such as the values of headers. */
    @Override
    public String toString() {
        return "ClientProperties[url=" + url + ", realm=" + realm + ", " + authentication + ", headers="
                + headers.keySet() + "]";
    }

    /**
     * The account with which the session joins. If several secrets are set, the router chooses the method.
     *
     * @param authid Authid of the account.
     * @param cryptosign Seed of the Ed25519 key, as 64 hexadecimal digits.
     * @param scram Password for WAMP-SCRAM.
     * @param wampcra Secret for WAMP-CRA.
     * @param ticket Ticket, which is sent as it is.
     * @param jwt JSON Web Token, which is sent as it is.
     * @param allowTicketsInClear Whether tickets may be sent to other machines without TLS.
     */
    public record Authentication(
            @Nullable String authid,
            @Nullable String cryptosign,
            @Nullable String scram,
            @Nullable String wampcra,
            @Nullable String ticket,
            @Nullable String jwt,
            @DefaultValue("false") boolean allowTicketsInClear) {
        /** Returns a text without the secrets. */
        @Override
        public String toString() {
            return "Authentication[" + authid + "]";
        }
    }

    /**
     * The certificates of an encrypted connection.
     *
     * @param bundle Name of the SSL bundle with the certificates to trust and to present.
     * @param verifyHostName Whether the router's certificate must be valid for the host in the URL.
     */
    public record Ssl(
            @Nullable String bundle, @DefaultValue("true") boolean verifyHostName) {}

    /**
     * The attempts to join again after the connection was lost.
     *
     * @param enabled Whether the client joins again.
     * @param initialDelay Delay before the first attempt.
     * @param maxDelay Longest delay.
     * @param multiplier Factor from one delay to the next.
     * @param jitter Largest part of each delay that is left out at random, from 0 to 1.
     * @param maxAttempts Number of failed attempts in a row after which the client gives up; with 0, it never gives up.
     * @param waitForRouter Whether the application also starts while the router cannot be reached.
     * @param afterRefusal Whether to try again after a refusal that will probably not change.
     */
    public record Reconnect(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500ms") Duration initialDelay,
            @DefaultValue("30s") Duration maxDelay,
            @DefaultValue("1.7") double multiplier,
            @DefaultValue("0.5") double jitter,
            @DefaultValue("0") int maxAttempts,
            @DefaultValue("false") boolean waitForRouter,
            @DefaultValue("false") boolean afterRefusal) {}
}
