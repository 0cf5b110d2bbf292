package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aerostat.protocol.authentication.ChannelBinding;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text that both peers of SCRAM sign: the messages that they have exchanged, in the syntax of RFC 5802 §7
 * (SCR-8). Stateless; any thread.
 */
final class ScramAuthMessage {
    private ScramAuthMessage() {}

    /**
     * Returns the text of the specification.
     *
     * @param authid the authid, prepared with SASLprep
     * @param nonce the client's nonce followed by the server's
     * @param salt the salt in base64, as it was sent
     */
    static String of(
            String authid,
            String clientNonce,
            String nonce,
            String salt,
            int iterations,
            @Nullable ChannelBinding binding) {
        return "n=" + escaped(authid) + ",r=" + clientNonce
                + ",r=" + nonce + ",s=" + salt + ",i=" + iterations
                + ",c=" + bindingInput(binding) + ",r=" + nonce;
    }

    /**
     * Returns the text that Crossbar.io and Autobahn|Python sign, without escapes and without the header of the channel
     * binding.
     */
    static String ofCrossbar(String authid, String clientNonce, String nonce, String salt, int iterations) {
        return "n=" + authid + ",r=" + clientNonce + ",r=" + nonce + ",s=" + salt + ",i=" + iterations + ",c=,r="
                + nonce;
    }

    private static String escaped(String authid) {
        return authid.replace("=", "=3D").replace(",", "=2C");
    }

    private static String bindingInput(@Nullable ChannelBinding binding) {
        String input = binding == null ? "n,," : "p=" + binding.type() + ",," + new String(binding.data(), ISO_8859_1);
        return Base64.getEncoder().encodeToString(input.getBytes(ISO_8859_1));
    }
}
