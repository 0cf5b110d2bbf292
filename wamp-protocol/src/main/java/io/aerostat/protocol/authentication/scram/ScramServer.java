package io.aerostat.protocol.authentication.scram;

import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.option.OptionReader;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The router's side of one SCRAM authentication. Create the object when HELLO arrives; then call {@link #challenge},
 * {@link #check} and {@link #verifier}, in this order (SCR-1 to SCR-15). Fast, because the client does the costly work.
 * The caller enforces the deadline (SCR-6). Used by one thread at a time.
 */
public final class ScramServer {
    private static final int MAX_NONCE_LENGTH = 256;

    private final ScramDialect dialect;
    private final String clientNonce;
    private final String nonce;
    private final ScramCredential credential;
    private final @Nullable ChannelBinding binding;
    private final List<String> authMessages;
    private String authMessage;

    /**
     * Begins an authentication with the details of HELLO.
     *
     * @param binding the binding of this end of the connection, if the client requests one; the caller refuses a type
     *     that it does not support (SCR-2)
     * @throws ProtocolViolation if the client's nonce is missing or not base64, or the authid contains prohibited
     *     characters
     */
    public static ScramServer begin(
            String authid, Map<String, ?> authextra, ScramCredential credential, @Nullable ChannelBinding binding)
            throws ProtocolViolation {
        return begin(ScramDialect.SPECIFICATION, authid, authextra, credential, binding);
    }

    /**
     * Begins an authentication like {@link #begin(String, Map, ScramCredential, ChannelBinding)}, but with the given
     * dialect.
     */
    public static ScramServer begin(
            ScramDialect dialect,
            String authid,
            Map<String, ?> authextra,
            ScramCredential credential,
            @Nullable ChannelBinding binding)
            throws ProtocolViolation {
        String clientNonce = new OptionReader("HELLO.Details.authextra", authextra).text("nonce");
        if (clientNonce == null
                || clientNonce.isEmpty()
                || clientNonce.length() > MAX_NONCE_LENGTH
                || Scram.base64(clientNonce) == null) {
            throw ProtocolViolation.of("HELLO.Details.authextra.nonce", "none", "a base64 string");
        }
        String prepared = SaslPrep.prepare(authid)
                .orElseThrow(() -> ProtocolViolation.of(
                        "HELLO.Details.authid", "characters that SASLprep prohibits", "none of them"));
        return new ScramServer(
                dialect, prepared, clientNonce, clientNonce + Nonces.base64(Scram.NONCE_SIZE), credential, binding);
    }

    ScramServer(
            String authid,
            String clientNonce,
            String nonce,
            ScramCredential credential,
            @Nullable ChannelBinding binding) {
        this(ScramDialect.SPECIFICATION, authid, clientNonce, nonce, credential, binding);
    }

    ScramServer(
            ScramDialect dialect,
            String authid,
            String clientNonce,
            String nonce,
            ScramCredential credential,
            @Nullable ChannelBinding binding) {
        this.dialect = dialect;
        this.clientNonce = clientNonce;
        this.nonce = nonce;
        this.credential = credential;
        this.binding = binding;
        this.authMessages = dialect.authMessages(
                authid, clientNonce, nonce, salt(), credential.cost().iterations(), binding);
        this.authMessage = authMessages.get(0);
    }

    /** Returns the channel binding type that HELLO requests, or empty. */
    public static Optional<String> requestedBinding(Map<String, ?> authextra) throws ProtocolViolation {
        return Optional.ofNullable(new OptionReader("HELLO.Details.authextra", authextra).text("channel_binding"));
    }

    private String salt() {
        return Base64.getEncoder().encodeToString(credential.salt());
    }

    /** Returns the {@code extra} of CHALLENGE (SCR-3). */
    public Map<String, @Nullable Object> challenge() {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("nonce", nonce);
        extra.put("salt", salt());
        credential.cost().writeTo(extra, dialect);
        return extra;
    }

    /** Returns the fault of the client's answer, or empty if it is valid (SCR-6). */
    public Optional<ScramError> check(Authenticate answer) {
        Map<String, @Nullable Object> extra = answer.extra();
        Object repeated = extra.get("nonce");
        // Autobahn|Python does not repeat the nonce, but signs a text that contains it.
        boolean isLeftOut = dialect == ScramDialect.CROSSBAR && repeated == null;
        if (!isLeftOut && !nonce.equals(repeated)) {
            return Optional.of(ScramError.OTHER_ERROR);
        }
        if (!isBindingEqual(extra.get("channel_binding"), extra.get("cbind_data"))) {
            return Optional.of(ScramError.CHANNEL_BINDINGS_DONT_MATCH);
        }
        byte[] proof = Scram.base64(answer.signature());
        if (proof == null) {
            return Optional.of(ScramError.INVALID_ENCODING);
        }
        for (String signed : authMessages) {
            if (ScramKeys.isProof(proof, credential.storedKey(), signed)) {
                authMessage = signed;
                return Optional.empty();
            }
        }
        return Optional.of(ScramError.INVALID_PROOF);
    }

    private boolean isBindingEqual(@Nullable Object type, @Nullable Object data) {
        if (binding == null) {
            return type == null && data == null;
        }
        byte[] bytes = data instanceof String text ? Scram.base64(text) : null;
        return binding.type().equals(type) && bytes != null && ConstantTime.equals(binding.data(), bytes);
    }

    /**
     * Returns the proof that this router knows the credential, for the {@code authextra} of WELCOME (SCR-7). Call it
     * after {@link #check}.
     */
    public String verifier() {
        return Base64.getEncoder().encodeToString(ScramKeys.signature(credential.serverKey(), authMessage));
    }

    @Override
    public String toString() {
        return "ScramServer[" + clientNonce + "]";
    }
}
