package io.aerostat.router.web.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.router.listener.BridgeOptions.SigningKey;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The signature of a request, in the parameters of its query: {@code key}, {@code timestamp}, {@code seq},
 * {@code nonce} and {@code signature} (docs/web-services.md#signed-requests).
 */
final class RequestSignature {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendLiteral('Z')
            .toFormatter();

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
    private static final int MAX_PARAMETERS = 64;
    private static final String INVALID = "REST bridge signature was invalid (";

    private final Map<String, List<String>> parameters;

    private RequestSignature(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** Reads the query of a request, with its question mark. */
    static RequestSignature of(String query) throws RefusedRequest {
        try {
            return new RequestSignature(new QueryStringDecoder(query, UTF_8, true, MAX_PARAMETERS, true).parameters());
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.bad("The query of the request is malformed.");
        }
    }

    /**
     * Checks the parameters that the request has. If a key is required, also checks whether the request is signed with
     * that key.
     *
     * @param tolerance the largest difference between the timestamp and {@code now}; zero for any
     */
    void check(Optional<SigningKey> required, byte[] body, Duration tolerance, Instant now) throws RefusedRequest {
        boolean isRequired = required.isPresent();
        Optional<String> key = parameter("key", isRequired, "missing mandatory field - 'key' field missing");
        Optional<String> timestamp =
                parameter("timestamp", isRequired, "signed request required, but mandatory 'timestamp' field missing");
        if (timestamp.isPresent()) {
            checkTimestamp(timestamp.get(), tolerance, now);
        }
        Optional<String> sequence = parameter("seq", isRequired, "missing mandatory field - 'seq' field missing");
        checkInteger(sequence, "sequence number");
        Optional<String> nonce = parameter("nonce", isRequired, "missing mandatory field - 'nonce' field missing");
        checkInteger(nonce, "nonce");
        Optional<String> signature =
                parameter("signature", isRequired, "missing mandatory field - 'signature' field missing");
        if (isRequired) {
            verify(
                    required.get(),
                    key.orElse(""),
                    timestamp.orElse("") + sequence.orElse("") + nonce.orElse(""),
                    body,
                    signature.orElse(""));
        }
    }

    private static void verify(SigningKey required, String key, String between, byte[] body, String signature)
            throws RefusedRequest {
        if (!MessageDigest.isEqual(required.key().getBytes(UTF_8), key.getBytes(UTF_8))) {
            throw new RefusedRequest(HttpResponseStatus.UNAUTHORIZED, "REST bridge signature key not valid.");
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 128);
        signed.writeBytes(key.getBytes(UTF_8));
        signed.writeBytes(between.getBytes(UTF_8));
        signed.writeBytes(body);
        byte[] expected = Base64.getUrlEncoder()
                .encode(Hmacs.of("HmacSHA256", required.secret().getBytes(UTF_8), signed.toByteArray()));
        if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
            throw new RefusedRequest(HttpResponseStatus.UNAUTHORIZED, "REST bridge signature secret not valid.");
        }
    }

    private Optional<String> parameter(String name, boolean isRequired, String missing) throws RefusedRequest {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty() && isRequired) {
            throw RefusedRequest.bad(INVALID + missing + ").");
        }
        return values.stream().findFirst();
    }

    private static void checkTimestamp(String timestamp, Duration tolerance, Instant now) throws RefusedRequest {
        Instant at;
        try {
            at = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedRequest.bad(INVALID + "invalid timestamp '" + timestamp
                    + "' (must be UTC/ISO-8601, e.g. '2011-10-14T16:59:51.123Z')).");
        }
        if (!tolerance.isZero() && Duration.between(at, now).abs().compareTo(tolerance) > 0) {
            throw RefusedRequest.bad("Request expired, too old timestamp.");
        }
    }

    private static void checkInteger(Optional<String> value, String name) throws RefusedRequest {
        if (value.isPresent() && !INTEGER.matcher(value.get()).matches()) {
            throw RefusedRequest.bad(INVALID + "invalid " + name + " '" + value.get() + "' (must be an integer)).");
        }
    }
}
