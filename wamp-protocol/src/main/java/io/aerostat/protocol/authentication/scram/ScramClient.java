package io.aerostat.protocol.authentication.scram;

import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.option.OptionReader;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one SCRAM authentication. Call {@link #authextra}, {@link #answer} and {@link #isVerified}, in
 * this order (SCR-1 to SCR-15). Used by one thread at a time.
 */
public final class ScramClient {
    private final String authid;
    private final String password;
    private final @Nullable ChannelBinding binding;
    private final ScramDialect dialect;
    private final String clientNonce;
    private byte @Nullable [] serverSignature;

    /**
     * Creates a client that uses the specification's dialect.
     *
     * @throws IllegalArgumentException if the authid or password contains characters that SASLprep prohibits
     */
    public ScramClient(String authid, String password, @Nullable ChannelBinding binding) {
        this(authid, password, binding, ScramDialect.SPECIFICATION);
    }

    /** Creates a client like {@link #ScramClient(String, String, ChannelBinding)}, but with the given dialect. */
    public ScramClient(String authid, String password, @Nullable ChannelBinding binding, ScramDialect dialect) {
        this(authid, password, binding, dialect, Nonces.base64(Scram.NONCE_SIZE));
    }

    ScramClient(String authid, String password, @Nullable ChannelBinding binding, String clientNonce) {
        this(authid, password, binding, ScramDialect.SPECIFICATION, clientNonce);
    }

    ScramClient(
            String authid,
            String password,
            @Nullable ChannelBinding binding,
            ScramDialect dialect,
            String clientNonce) {
        this.authid = SaslPrep.prepare(authid)
                .orElseThrow(() -> new IllegalArgumentException("the authid holds characters that SASLprep prohibits"));
        this.password = password;
        this.binding = binding;
        this.dialect = dialect;
        this.clientNonce = clientNonce;
    }

    /** Returns the {@code authextra} of HELLO (SCR-1). */
    public Map<String, @Nullable Object> authextra() {
        Map<String, @Nullable Object> authextra = new LinkedHashMap<>();
        authextra.put("nonce", clientNonce);
        authextra.put("channel_binding", binding == null ? null : binding.type());
        return authextra;
    }

    /**
     * Returns the answer to a CHALLENGE (SCR-5). Slow: must not be called on an event loop.
     *
     * @throws ProtocolViolation if the client must not answer, because the nonce does not begin with the client's nonce
     *     or the cost is out of bounds (SCR-4)
     */
    public Authenticate answer(Map<String, ?> challenge) throws ProtocolViolation {
        OptionReader extra = new OptionReader("CHALLENGE.Extra", challenge);
        String nonce = extra.text("nonce");
        if (nonce == null || !dialect.continues(nonce, clientNonce) || nonce.length() == clientNonce.length()) {
            throw ProtocolViolation.of(
                    "CHALLENGE.Extra.nonce", "another nonce", "the client's with the router's after it");
        }
        String salt = extra.text("salt");
        ScramCost cost = ScramCost.read(extra);
        ScramKeys keys = ScramKeys.derive(password, salt(salt), cost, dialect);
        String authMessage = dialect.authMessages(
                        authid, clientNonce, nonce, String.valueOf(salt), cost.iterations(), binding)
                .get(0);
        serverSignature = ScramKeys.signature(keys.serverKey(), authMessage);
        return new Authenticate(
                Base64.getEncoder().encodeToString(keys.clientProof(authMessage)), authenticateExtra(nonce));
    }

    private static byte[] salt(@Nullable String salt) throws ProtocolViolation {
        byte[] bytes = salt == null ? null : Scram.base64(salt);
        if (bytes == null || bytes.length == 0) {
            throw ProtocolViolation.of("CHALLENGE.Extra.salt", "none", "base64");
        }
        return bytes;
    }

    private Map<String, @Nullable Object> authenticateExtra(String nonce) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("nonce", nonce);
        extra.put("channel_binding", binding == null ? null : binding.type());
        extra.put("cbind_data", binding == null ? null : Base64.getEncoder().encodeToString(binding.data()));
        return extra;
    }

    /**
     * Checks whether the {@code authextra} of WELCOME proves that the router knows the credential. If it does not, the
     * client must leave the session (SCR-7).
     */
    public boolean isVerified(Map<String, ?> authextra) {
        byte[] expected = serverSignature;
        Object proof = authextra.get(dialect == ScramDialect.CROSSBAR ? "scram_server_signature" : "verifier");
        if (expected == null || !(proof instanceof String verifier)) {
            return false;
        }
        byte[] found = Scram.base64(verifier.startsWith("v=") ? verifier.substring(2) : verifier);
        return found != null && ConstantTime.equals(expected, found);
    }
}
