package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.RealmLink;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.transport.ConnectionGrammar;
import io.aerostat.node.config.grammar.value.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a realm's links to realms of other routers. */
final class RealmLinkGrammar {
    private static final Field<Optional<String>> ID = Names.label("rlink");
    private static final Field<String> REALM = Field.required("realm", Names.REALM, "The realm of the other router.");
    private static final Field<ComponentConnection> TRANSPORT = Field.required(
            "transport",
            ConnectionGrammar.CONNECTION,
            "How to connect to the other router. The link authenticates with the key of the node by cryptosign.");
    private static final Field<Optional<String>> AUTHID =
            Field.optional("authid", words("an authid"), "The authid of the link's session in this realm.");
    private static final Field<List<String>> EXCLUDE = Field.withDefault(
            "exclude_authid",
            list(words("an authid")),
            "[]",
            "The authids of sessions that get no events from the link.");
    private static final Field<Boolean> LOCAL_EVENTS =
            flag("forward_local_events", "Whether events of the other realm are published in this realm.");
    private static final Field<Boolean> REMOTE_EVENTS =
            flag("forward_remote_events", "Whether events of this realm are published in the other realm.");
    private static final Field<Boolean> LOCAL_CALLS =
            flag("forward_local_invocations", "Whether procedures of this realm can be called in the other realm.");
    private static final Field<Boolean> REMOTE_CALLS =
            flag("forward_remote_invocations", "Whether procedures of the other realm can be called in this realm.");

    static final ObjectType<RealmLink> LINK = ObjectType.named(
                    "rlink", "A link to a realm of another router, such as Crossbar.io.")
            .fields(ID, REALM, TRANSPORT, AUTHID, EXCLUDE, LOCAL_EVENTS, REMOTE_EVENTS, LOCAL_CALLS, REMOTE_CALLS)
            .into(values -> new RealmLink(
                    values.idOr(ID, "rlink"),
                    "",
                    values.get(REALM),
                    values.get(TRANSPORT),
                    values.get(AUTHID),
                    Set.copyOf(values.get(EXCLUDE)),
                    values.get(LOCAL_EVENTS),
                    values.get(REMOTE_EVENTS),
                    values.get(LOCAL_CALLS),
                    values.get(REMOTE_CALLS),
                    values.origin()));

    private RealmLinkGrammar() {}

    private static Field<Boolean> flag(String key, String meaning) {
        return Field.withDefault(key, bool(), "true", meaning);
    }
}
