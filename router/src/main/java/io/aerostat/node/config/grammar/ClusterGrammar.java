package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.expandedText;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.secret;
import static io.aerostat.node.config.type.Types.someOf;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.nats.NatsAuthentication;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.cluster.nats.NatsTls;
import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.Secret;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of a node's {@code cluster}. */
final class ClusterGrammar {
    private static final String NODE_EXPECTED =
            "a letter or digit, then up to 63 letters, digits, and characters of . _ -";
    private static final String SERVER_EXPECTED = "an address such as nats://127.0.0.1:4222";

    private static final ValueType<NodeId> NODE_ID = expandedText(NODE_EXPECTED).checked((text, at) -> {
        if (!NodeId.isValid(text)) {
            at.problem("found \"" + text + "\" (expected " + NODE_EXPECTED + ")");
            return Optional.empty();
        }
        return Optional.of(new NodeId(text));
    });

    private static final ValueType<URI> SERVER = words(SERVER_EXPECTED).checked((text, at) -> {
        Optional<String> problem = NatsOptions.problem(text);
        problem.ifPresent(at::problem);
        return problem.isEmpty() ? Optional.of(URI.create(text)) : Optional.empty();
    });

    private static final Field<String> NAME = Field.required(
            "name",
            text("[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, and characters of _ -"),
            "The name of the cluster, the same for all its nodes.");
    private static final Field<NodeId> NODE =
            Field.required("node", NODE_ID, "The name of this node, unique in the cluster; may be \"${HOSTNAME}\".");
    private static final Field<Integer> MEMBERS = Field.required(
            "members",
            integer(1, 1000),
            "The intended number of nodes. A node is ready only while it reaches a majority of this number.");
    private static final Field<Integer> LANES = Field.withDefault(
            "lanes",
            integer(1, 64),
            Integer.toString(ClusterOptions.DEFAULT_LANES),
            "The number of lanes over which realms are distributed, the same for all nodes. Messages keep their"
                    + " order within a lane.");
    private static final Field<Duration> HEARTBEAT = Field.withDefault(
            "heartbeat",
            integer(10, 60_000).map(Duration::ofMillis),
            Long.toString(LinkOptions.DEFAULT.heartbeat().toMillis()),
            "The interval between two heartbeats, in milliseconds.");
    private static final Field<Integer> MISSED = Field.withDefault(
            "missed_heartbeats",
            integer(2, 100),
            Integer.toString(LinkOptions.DEFAULT.missedHeartbeats()),
            "The number of missing heartbeats after which the link to a node ends.");
    private static final Field<Integer> BUDGET = Field.withDefault(
            "link_budget",
            integer(1 << 20, Integer.MAX_VALUE),
            Long.toString(LinkOptions.DEFAULT.budget()),
            "The number of bytes that may wait to be sent to one node; if more bytes wait, the link ends and a new one "
                    + "begins. A message between nodes may have at most half of this number of bytes.");
    private static final Field<Duration> ROW_DEADLINE = Field.withDefault(
            "confirmation_deadline",
            integer(10, 60_000).map(Duration::ofMillis),
            Long.toString(ClusterOptions.DEFAULT_ROW_DEADLINE.toMillis()),
            "How long SUBSCRIBED and REGISTERED wait for the confirmation of every live node, in milliseconds.");
    private static final Field<Boolean> ON_START = Field.withDefault(
            "on_start",
            choice(waits -> waits ? "wait" : "alone", true, false),
            "\"alone\"",
            "What a starting node does while it does not reach a majority: with `wait`, it does not listen yet; with "
                    + "`alone`, it serves its own clients.");

    private static final Field<List<Path>> CA = Field.withDefault(
            "ca_certificates",
            list(FileTypes.CERTIFICATES),
            "[]",
            "PEM files of the authorities that are trusted to sign the servers' certificates. Without them, the "
                    + "authorities of the Java runtime are trusted.");
    private static final Field<Optional<Path>> CERTIFICATE = Field.optional(
            "certificate",
            FileTypes.CERTIFICATES,
            "A PEM file with this node's certificate, if the servers require one.");
    private static final Field<Optional<Path>> KEY =
            Field.optional("key", FileTypes.PRIVATE_KEY, "A PEM file with the key of the certificate.");
    private static final Field<Boolean> HANDSHAKE_FIRST = Field.withDefault(
            "handshake_first",
            bool(),
            "false",
            "Whether each connection begins with the TLS handshake, for servers with the option of the same name.");
    private static final Field<Optional<NatsTls>> TLS = Field.optional(
            "tls",
            ObjectType.named("cluster tls", "The encryption of the connection to NATS.")
                    .fields(CA, CERTIFICATE, KEY, HANDSHAKE_FIRST)
                    .check((object, reading) -> together(object, reading, "certificate", "key"))
                    .into(values -> new NatsTls(
                            values.get(CA), values.get(CERTIFICATE), values.get(KEY), values.get(HANDSHAKE_FIRST))),
            "Encrypts the connection. The server must have a certificate for the host in its address.");

    private static final Field<List<URI>> SERVERS = Field.withDefault(
            "servers",
            someOf(SERVER),
            "[\"nats://127.0.0.1:4222\"]",
            "Addresses of NATS servers. The node does not use other servers of their NATS cluster.");
    private static final Field<Optional<String>> USER =
            Field.optional("user", words("a user of the server"), "The name of a user; needs the key `password`.");
    private static final Field<Optional<Secret>> PASSWORD =
            Field.optional("password", secret(), "The password of the user.");
    private static final Field<Optional<Secret>> TOKEN = Field.optional("token", secret(), "A token.");
    private static final Field<Optional<Path>> NKEY = Field.optional(
            "nkey", FileTypes.PRIVATE_FILE, "A file with the seed of an NKey, a line that begins with `SU`.");
    private static final Field<Optional<Path>> CREDENTIALS = Field.optional(
            "credentials",
            FileTypes.PRIVATE_FILE,
            "A credentials file, with a user's JWT and the seed of the user's key.");
    private static final Field<Duration> CONNECT_TIMEOUT = Field.withDefault(
            "connect_timeout",
            integer(10, 60_000).map(Duration::ofMillis),
            Long.toString(NatsOptions.DEFAULT_CONNECT_TIMEOUT.toMillis()),
            "How long one attempt to connect may take, in milliseconds.");
    private static final Field<Duration> RECONNECT_WAIT = Field.withDefault(
            "reconnect_wait",
            integer(1, 60_000).map(Duration::ofMillis),
            Long.toString(NatsOptions.DEFAULT_RECONNECT_WAIT.toMillis()),
            "How long to wait between two attempts to connect, in milliseconds.");

    private static final ObjectType<NatsOptions> NATS = ObjectType.named(
                    "cluster engine nats", "NATS servers that carry the traffic between the nodes.")
            .fields(
                    Field.required("type", word("nats"), "`nats`."),
                    SERVERS,
                    TLS,
                    USER,
                    PASSWORD,
                    TOKEN,
                    NKEY,
                    CREDENTIALS,
                    CONNECT_TIMEOUT,
                    RECONNECT_WAIT)
            .check((object, reading) -> together(object, reading, "user", "password"))
            .check(ClusterGrammar::oneAuthentication)
            .into(values -> new NatsOptions(
                    values.get(SERVERS),
                    values.get(TLS),
                    authentication(values),
                    values.get(CONNECT_TIMEOUT),
                    values.get(RECONNECT_WAIT)));

    private static final Field<NatsOptions> ENGINE = Field.required(
            "engine",
            TaggedType.<NatsOptions>named("cluster engine", "The system that carries the traffic between the nodes.")
                    .with("nats", NATS)
                    .complete(),
            "The system that carries the traffic between the nodes.");

    static final ObjectType<ClusterConfiguration> CLUSTER = ObjectType.named(
                    "cluster", "The other nodes with which this node shares its realms.")
            .fields(NAME, NODE, ENGINE, MEMBERS, LANES, HEARTBEAT, MISSED, BUDGET, ROW_DEADLINE, ON_START)
            .into(values -> new ClusterConfiguration(
                    new ClusterOptions(
                            values.get(NAME),
                            values.get(NODE),
                            values.get(MEMBERS),
                            values.get(LANES),
                            new LinkOptions(
                                    values.get(HEARTBEAT),
                                    values.get(MISSED),
                                    values.get(BUDGET),
                                    Math.min(values.get(BUDGET) / 2, LinkOptions.DEFAULT.maximumRecord())),
                            values.get(ROW_DEADLINE)),
                    values.get(ENGINE),
                    values.get(ON_START),
                    values.origin()));

    private ClusterGrammar() {}

    private static NatsAuthentication authentication(Values values) {
        if (values.get(USER).isPresent() && values.get(PASSWORD).isPresent()) {
            return new NatsAuthentication.UserPassword(
                    values.get(USER).get(), values.get(PASSWORD).get().reveal());
        }
        if (values.get(TOKEN).isPresent()) {
            return new NatsAuthentication.Token(values.get(TOKEN).get().reveal());
        }
        if (values.get(NKEY).isPresent()) {
            return new NatsAuthentication.NKeyFile(values.get(NKEY).get());
        }
        if (values.get(CREDENTIALS).isPresent()) {
            return new NatsAuthentication.CredentialsFile(
                    values.get(CREDENTIALS).get());
        }
        return new NatsAuthentication.None();
    }

    private static boolean together(LocatedObject object, Reading reading, String one, String other) {
        return with(object, reading, one, other) & with(object, reading, other, one);
    }

    private static boolean with(LocatedObject object, Reading reading, String key, String missing) {
        if (object.member(key).isPresent() && object.member(missing).isEmpty()) {
            reading.member(missing).problem(object.at(), "missing (expected beside \"" + key + "\")");
            return false;
        }
        return true;
    }

    private static boolean oneAuthentication(LocatedObject object, Reading reading) {
        List<String> found = List.of("user", "token", "nkey", "credentials").stream()
                .filter(key -> object.member(key).isPresent())
                .toList();
        if (found.size() <= 1) {
            return true;
        }
        String second = found.get(1);
        reading.member(second)
                .problem(
                        object.member(second).map(LocatedValue::at).orElse(object.at()),
                        "found beside \"" + found.get(0) + "\" (expected one of user, token, nkey and credentials)");
        return false;
    }
}
