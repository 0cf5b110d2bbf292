package io.aerostat.acceptance.conformance;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.component.Component;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator and authorizer of the router under test, as a component. The names in a request determine the
 * answer.
 */
public final class Authority implements Component {
    /** The public key for cryptosign, whose seed is 07…07. */
    static final String PUBLIC_KEY = "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c";

    private final Map<String, AtomicLong> questions = new ConcurrentHashMap<>();

    /** The authenticator. Its answer depends on the authid. */
    @Procedure("com.test.authenticate")
    public CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details) {
        if ("ticket".equals(details.get("authmethod")) && !"sesame".equals(details.get("ticket"))) {
            throw new ApplicationError("com.test.wrong_ticket", "this ticket is not taken");
        }
        return switch (authid == null ? "nobody" : authid) {
            case "renamed" ->
                answer(Map.of(
                        "realm",
                        "conformance.tenant",
                        "authid",
                        "somebody",
                        "role",
                        "user",
                        "extra",
                        Map.of("shoe", 44)));
            case "plain" -> answer("user");
            case "without role", "nobody" -> answer(Map.of());
            case "details" ->
                answer(Map.of("role", "user", "extra", Map.of("realm", String.valueOf(realm), "details", details)));
            case "refused" -> throw new ApplicationError("com.test.closed", "closed for holidays");
            case "hangs" -> new CompletableFuture<>();
            case "throws" -> throw new IllegalStateException("the password of the database is 1234");
            case "nonsense" -> answer(7);
            case "bad role" -> answer("missing");
            case "bad realm" -> answer(Map.of("role", "user", "realm", "com.missing"));
            case "joe" -> answer(Map.of("secret", "plain secret", "role", "user"));
            case "jane" ->
                answer(Map.of(
                        "secret",
                        "qzcdsr9uu/L5hnss3kjNTRe490ETgA70ZBaB5rvnJ5Y=",
                        "salt",
                        "salt123",
                        "iterations",
                        1000,
                        "keylen",
                        32,
                        "role",
                        "user"));
            case "user" ->
                answer(Map.of(
                        "kdf",
                        "pbkdf2",
                        "iterations",
                        4096,
                        "memory",
                        0,
                        "salt",
                        "5b6d99689d12358eeca04b141236fa81",
                        "stored-key",
                        "586e5df283e6dceb5c3e791d8b8528ec191e664045ce971792e2e6b5bb13e2a6",
                        "server-key",
                        "c1f3cbc1c13a9d35a14c0990eed97629ea225863e566a4314ab99f3f00e5d9d5",
                        "role",
                        "user"));
            case "seven" -> answer(Map.of("pubkey", PUBLIC_KEY, "role", "user"));
            default -> throw new ApplicationError("com.test.unknown", "nobody is called " + authid);
        };
    }

    private static CompletionStage<Object> answer(Object answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** The authorizer. Its answer depends on the last component of the URI. */
    @Procedure("com.test.authorize")
    public CompletionStage<Object> authorize(
            Map<String, @Nullable Object> session, String uri, String action, Map<String, @Nullable Object> options) {
        questions.computeIfAbsent(uri, key -> new AtomicLong()).incrementAndGet();
        return switch (uri.substring(uri.lastIndexOf('.') + 1)) {
            case "yes" -> answer(true);
            case "cached" -> answer(Map.of("allow", true, "cache", true));
            case "denied" -> answer(Map.of("allow", false, "cache", true));
            case "disclosed" -> answer(Map.of("allow", true, "disclose", true));
            case "hangs" -> new CompletableFuture<>();
            case "throws" -> throw new IllegalStateException("the password of the database is 1234");
            case "nonsense" -> answer("perhaps");
            case "odd" -> answer(Map.of("allow", true, "meta", 1));
            case "mine" ->
                answer("call".equals(action)
                        && "eve".equals(session.get("authid"))
                        && "asked".equals(session.get("authrole"))
                        && Boolean.TRUE.equals(options.get("receive_progress")));
            default -> answer(false);
        };
    }

    /** Returns how many times the authorizer has been asked about a URI. */
    @Procedure("com.test.questions")
    public long questions(String uri) {
        AtomicLong count = questions.get(uri);
        return count == null ? 0 : count.get();
    }
}
