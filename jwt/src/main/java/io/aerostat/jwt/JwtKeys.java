package io.aerostat.jwt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The source of the keys that check the signatures of tokens. */
public sealed interface JwtKeys {

    /** A visitor, with one method for each source of keys. */
    interface Visitor<R> {
        R secret(Secret keys);

        R file(KeyFile keys);

        R url(KeyUrl keys);
    }

    /** Calls the visitor's method for this source. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A secret that the issuer and the router share, for {@link JwtAlgorithm#HS256}.
     *
     * @param secret at least 32 bytes in UTF-8
     */
    record Secret(String secret) implements JwtKeys {
        /** The smallest secret that HS256 allows, in bytes (RFC 7518, section 3.2). */
        public static final int MIN_BYTES = 32;

        public Secret {
            int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < MIN_BYTES) {
                throw new IllegalArgumentException(
                        "secret: found " + bytes + " bytes (expected at least " + MIN_BYTES + ")");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.secret(this);
        }

        /** Returns a text without the secret. */
        @Override
        public String toString() {
            return "Secret[]";
        }
    }

    /** A file with a JSON Web Key Set of public keys. The file is read again after a change. */
    record KeyFile(Path file) implements JwtKeys {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.file(this);
        }
    }

    /**
     * The address of a JSON Web Key Set of public keys. The keys are fetched when they are first needed, when they are
     * older than {@code refresh}, and when a token names an unknown key; two fetches begin at least ten seconds apart.
     *
     * @param url {@code https}, or {@code http} on this machine
     * @param refresh the age at which the keys are fetched again in the background
     * @param usable the age up to which the keys are used if they cannot be fetched again; at least {@code refresh}
     * @param timeout how long fetching may take
     */
    record KeyUrl(URI url, Duration refresh, Duration usable, Duration timeout) implements JwtKeys {
        public KeyUrl {
            if (!isSafe(url)) {
                throw new IllegalArgumentException(
                        "url: found \"" + url + "\" (expected an https URL, or an http URL of this machine)");
            }
            if (usable.compareTo(refresh) < 0) {
                throw new IllegalArgumentException(
                        "usable: found " + usable + " (expected no less than refresh, " + refresh + ")");
            }
        }

        /**
         * Checks whether nobody can change the response on its way: the URL is {@code https}, or {@code http} on this
         * machine.
         */
        public static boolean isSafe(URI url) {
            return url.getHost() != null
                    && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLocal(url)));
        }

        private static boolean isLocal(URI url) {
            String host = String.valueOf(url.getHost());
            return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.url(this);
        }
    }
}
