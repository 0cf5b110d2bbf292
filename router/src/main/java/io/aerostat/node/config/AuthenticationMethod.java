package io.aerostat.node.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One method by which clients may authenticate. */
public sealed interface AuthenticationMethod {

    /** Its name in {@code authmethods} of a HELLO. */
    String name();

    /**
     * Everybody, without proof.
     *
     * @param role the role that they get
     * @param authid the name that they all get; empty: each a made-up one
     */
    record Anonymous(String role, Optional<String> authid) implements AuthenticationMethod {
        @Override
        public String name() {
            return "anonymous";
        }
    }

    /**
     * Tickets, which are passwords sent over the wire.
     *
     * @param principals by authid
     */
    record Ticket(Map<String, TicketPrincipal> principals) implements AuthenticationMethod {
        public Ticket {
            principals = Map.copyOf(principals);
        }

        @Override
        public String name() {
            return "ticket";
        }
    }

    /** Who may join with a ticket. */
    record TicketPrincipal(Secret ticket, Optional<String> role) {}

    /**
     * WAMP-CRA: a challenge signed with a shared secret.
     *
     * @param users by authid
     */
    record Cra(Map<String, CraUser> users) implements AuthenticationMethod {
        public Cra {
            users = Map.copyOf(users);
        }

        @Override
        public String name() {
            return "wampcra";
        }
    }

    /** Who may join with WAMP-CRA. */
    record CraUser(Secret secret, Optional<String> role, Optional<Salt> salt) {}

    /** How a user's key is derived from the secret (CRA-7). */
    record Salt(String salt, int iterations, int keyLength) {}

    /**
     * WAMP-SCRAM.
     *
     * @param principals by authid
     */
    record Scram(Map<String, ScramPrincipal> principals) implements AuthenticationMethod {
        public Scram {
            principals = Map.copyOf(principals);
        }

        @Override
        public String name() {
            return "scram";
        }
    }

    /** Who may join with WAMP-SCRAM; salt and keys are hexadecimal. */
    record ScramPrincipal(
            String kdf,
            int iterations,
            Optional<Integer> memory,
            String salt,
            Secret storedKey,
            Secret serverKey,
            Optional<String> role) {}

    /**
     * Cryptosign: a challenge signed with a private Ed25519 key.
     *
     * @param principals by authid
     */
    record Cryptosign(Map<String, CryptosignPrincipal> principals) implements AuthenticationMethod {
        public Cryptosign {
            principals = Map.copyOf(principals);
        }

        @Override
        public String name() {
            return "cryptosign";
        }
    }

    /** Who may join with one of these public keys, which are hexadecimal. */
    record CryptosignPrincipal(List<String> authorizedKeys, Optional<String> role, Optional<String> realm) {
        public CryptosignPrincipal {
            authorizedKeys = List.copyOf(authorizedKeys);
        }
    }

    /**
     * The client's TLS certificate.
     *
     * @param principals by authid
     */
    record Tls(Map<String, TlsPrincipal> principals) implements AuthenticationMethod {
        public Tls {
            principals = Map.copyOf(principals);
        }

        @Override
        public String name() {
            return "tls";
        }
    }

    /** Who may join with the certificate of this fingerprint. */
    record TlsPrincipal(String fingerprint, String role) {}

    /** The cookie of a browser that has authenticated before. */
    record Cookie() implements AuthenticationMethod {
        @Override
        public String name() {
            return "cookie";
        }
    }

    /**
     * A procedure that is asked about each client.
     *
     * @param name the method that it decides about
     * @param procedure its URI
     * @param realm the realm on which it is called; empty: the one that the client wants to join
     * @param role the role as which it is called; empty: the router itself
     * @param defaultRole the role of clients for whom it names none
     */
    record Dynamic(
            String name, String procedure, Optional<String> realm, Optional<String> role, Optional<String> defaultRole)
            implements AuthenticationMethod {}

    /**
     * A Java class that is asked about each client.
     *
     * @param name the method that it decides about
     * @param classname the class
     * @param config what it is given for itself
     */
    record Function(String name, String classname, Extra config) implements AuthenticationMethod {}
}
