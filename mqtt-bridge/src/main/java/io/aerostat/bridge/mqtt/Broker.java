package io.aerostat.bridge.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to connect to the broker.
 *
 * @param clientId the client id of the bridge, which no other client of the broker may have
 * @param password the password of the user; it is secret
 * @param keepAliveSeconds the longest time without a packet; 0 for no limit
 * @param sessionExpirySeconds how long the broker keeps the session of the bridge without a connection
 * @param timeoutSeconds how long a connection attempt, or the first subscription, may take
 */
record Broker(
        String host,
        int port,
        Optional<Tls> tls,
        String clientId,
        Optional<String> user,
        Optional<String> password,
        int keepAliveSeconds,
        int sessionExpirySeconds,
        int timeoutSeconds) {
    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_KEEP_ALIVE = 65_535;
    private static final int LONGEST_EXPIRY = 31_536_000;
    private static final int LONGEST_TIMEOUT = 600;

    /**
     * TLS of the connection.
     *
     * @param trusted PEM files of the authorities that are trusted; if empty, those of the Java runtime
     * @param certificate PEM file of the certificate of the bridge
     * @param key PEM file of the bridge's private key, in the format PKCS #8
     */
    record Tls(List<Path> trusted, Optional<Path> certificate, Optional<Path> key) {
        static Tls read(Section section, Path folder) {
            Tls tls = new Tls(
                    section.texts("ca_certificates").stream()
                            .map(folder::resolve)
                            .toList(),
                    section.optionalText("certificate").map(folder::resolve),
                    section.optionalText("key").map(folder::resolve));
            section.end();
            if (tls.certificate.isPresent() != tls.key.isPresent()) {
                String missing = tls.key.isPresent() ? "certificate" : "key";
                throw section.wrong(missing, null, "both \"certificate\" and \"key\", or none of them");
            }
            return tls;
        }
    }

    /** @param folder the folder to which file names are relative */
    static Broker read(Section section, Path folder) {
        Optional<Tls> tls = section.optionalSection("tls").map(part -> Tls.read(part, folder));
        Broker broker = new Broker(
                section.text("host"),
                section.number("port", tls.isPresent() ? TLS_PORT : PORT, 1, LARGEST_PORT),
                tls,
                section.text("client_id"),
                section.optionalText("user"),
                section.secret("password"),
                section.number("keep_alive", 60, 0, LONGEST_KEEP_ALIVE),
                section.number("session_expiry", 3600, 0, LONGEST_EXPIRY),
                section.number("timeout", 10, 1, LONGEST_TIMEOUT));
        section.end();
        if (broker.password.isPresent() && broker.user.isEmpty()) {
            throw section.wrong("user", null, "a text, because there is a password");
        }
        return broker;
    }

    /** Returns the address for logs and messages. */
    String address() {
        return host + ":" + port;
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "Broker[" + address() + ", " + clientId + "]";
    }
}
