package io.aerostat.command.connection;

import java.util.Arrays;
import java.util.Optional;

/** The settings of a connection. Each setting is an option and, without the dashes, a key of a profile. */
enum Setting {
    URL(
            "--url",
            "URL",
            "The router: ws://, wss://, rs://, rss://, unix:///PATH or http(s):// for long-poll. Without it and a"
                    + " profile: the environment variable AEROSTAT_URL."),
    REALM("--realm", "REALM", "The realm to join. Default: realm1."),
    AUTHMETHOD(
            "--authmethod",
            "METHOD",
            "anonymous, ticket, wampcra, wamp-scram, scram (of Crossbar.io), cryptosign, jwt, tls or cookie. Default:"
                    + " anonymous."),
    AUTHID("--authid", "AUTHID", "The name to join under."),
    AUTHROLE("--authrole", "ROLE", "The role to ask for."),
    SECRET_FILE(
            "--secret-file",
            "FILE",
            "A file with the ticket, password or token in its first line; - for standard input."),
    SECRET_ENV("--secret-env", "NAME", "The environment variable with the ticket, password or token."),
    SECRET(
            "--secret",
            "TEXT",
            "The secret itself. Other users of the machine can see it: prefer --secret-file or --secret-env."),
    KEY_FILE("--key-file", "FILE", "For cryptosign: a file with a seed of 64 hexadecimal digits, or an OpenSSH key."),
    CHANNEL_BINDING(
            "--channel-binding",
            "BINDING",
            "Binds the login to the TLS connection: tls-server-end-point for scram, or tls-exporter for scram and"
                    + " cryptosign, with Java 25 or later at both ends."),
    HEADER("--header", "NAME:VALUE", "A header of the WebSocket handshake, such as Cookie; several times.", Form.LIST),
    CA("--ca", "FILE", "A PEM file of certificates to trust instead of those of the system; several times.", Form.LIST),
    CERT("--cert", "FILE", "A PEM file with the client's certificate chain."),
    CERT_KEY("--cert-key", "FILE", "A PEM file with the key of the client's certificate."),
    ANY_HOST_NAME("--any-host-name", "", "Accepts a trusted certificate for another host name.", Form.FLAG),
    TICKET_IN_CLEAR("--ticket-in-clear", "", "Allows a ticket over a connection without TLS.", Form.FLAG),
    SERIALIZER(
            "--serializer",
            "NAME",
            "cbor, msgpack, json or ubjson; several times, in order of preference. Default: cbor, msgpack, json.",
            Form.LIST),
    CONNECT_TIMEOUT(
            "--connect-timeout", "TIME", "How long connecting and joining may take: 500ms, 10s, 2m. Default: 10s.");

    /** The form of the value of a setting. */
    enum Form {
        TEXT,
        LIST,
        FLAG
    }

    private final String option;
    private final String label;
    private final String description;
    private final Form form;

    Setting(String option, String label, String description) {
        this(option, label, description, Form.TEXT);
    }

    Setting(String option, String label, String description, Form form) {
        this.option = option;
        this.label = label;
        this.description = description;
        this.form = form;
    }

    String option() {
        return option;
    }

    /** Returns the key of this setting in a profile. */
    String key() {
        return option.substring(2);
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    Form form() {
        return form;
    }

    /** Checks whether the value is a file name. In a profile, a relative file name starts at the profile's folder. */
    boolean isFile() {
        return label.equals("FILE");
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
