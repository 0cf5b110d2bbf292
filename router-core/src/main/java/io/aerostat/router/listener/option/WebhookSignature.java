package io.aerostat.router.listener.option;

/**
 * The signature by which the sender of a webhook proves its identity: an HMAC of the body in a header.
 *
 * @param header the name of the header
 * @param algorithm the hash function of the HMAC
 * @param encoding how the signature is written
 * @param prefix the text before the signature, such as {@code sha256=}
 * @param secret the key of the HMAC, which must not be logged
 */
public record WebhookSignature(String header, Algorithm algorithm, Encoding encoding, String prefix, String secret) {
    /** The hash function of a signature. */
    public enum Algorithm {
        SHA1("HmacSHA1"),
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String mac;

        Algorithm(String mac) {
            this.mac = mac;
        }

        /** Returns the name of the HMAC in the Java Cryptography Architecture. */
        public String mac() {
            return mac;
        }
    }

    /** How a signature is written. */
    public enum Encoding {
        HEX,
        BASE64
    }

    /**
     * Returns the signature of GitHub, with SHA-256. A request without this signature may have GitHub's older signature
     * with SHA-1 instead.
     */
    public static WebhookSignature ofGitHub(String secret) {
        return new WebhookSignature("X-Hub-Signature-256", Algorithm.SHA256, Encoding.HEX, "sha256=", secret);
    }

    /** Checks whether this is the signature of GitHub. */
    public boolean isOfGitHub() {
        return header.equals("X-Hub-Signature-256");
    }

    /** Returns GitHub's older signature with the same secret. */
    public WebhookSignature olderOfGitHub() {
        return new WebhookSignature("X-Hub-Signature", Algorithm.SHA1, Encoding.HEX, "sha1=", secret);
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "WebhookSignature[" + header + ", " + algorithm + "]";
    }
}
