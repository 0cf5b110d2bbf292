package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.plainObject;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.Extra;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.transport.ConnectionGrammar;
import io.aerostat.node.config.grammar.value.Names;
import java.util.Optional;

/** The keys of components inside routers and in containers. */
final class ComponentGrammar {
    private static final String FUNCTION =
            "a Python function cannot run in a Java process: run it in a Python program as a guest, see"
                    + " docs/crossbar.md#python-authenticators-and-components-keep-them-as-guests";

    private static final Field<String> TYPE = Field.required("type", word("class"), "The kind of component.");
    private static final Field<Optional<String>> ID = Names.label("component");

    private static final Field<String> CLASSNAME =
            Field.required("classname", Names.CLASS_NAME, "The Java class, found by the worker's `classpath`.");

    private static final Field<String> REALM =
            Field.required("realm", Names.REALM, "The realm that the component joins.");

    private static final Field<String> ROLE = Field.withDefault(
            "role",
            Names.ROLE,
            "\"anonymous\"",
            "The `authrole` with which the component joins, without authenticating.");

    private static final Field<ComponentConnection> TRANSPORT =
            Field.required("transport", ConnectionGrammar.CONNECTION, "How the component reaches its router.");

    private static final Field<Extra> EXTRA = Field.withDefault(
            "extra",
            plainObject().map(Extra::new),
            "{}",
            "A dictionary that is passed to the component. A string that consists only of `${VAR}` is expanded.");

    private static final Field<Boolean> EXCEPTION_MESSAGES = Field.withDefault(
            "exception_messages",
            bool(),
            "false",
            "Whether callers get the message of an unexpected exception of the component. Otherwise, the message is "
                    + "only in the log.");

    static final TaggedType<RouterComponent> IN_ROUTER = TaggedType.<RouterComponent>named(
                    "router component", "A component inside the router's process.")
            .with(
                    "class",
                    ObjectType.named("router component of type class", "A Java class that runs inside the router.")
                            .fields(
                                    TYPE,
                                    ID,
                                    CLASSNAME,
                                    REALM,
                                    ROLE,
                                    EXTRA,
                                    EXCEPTION_MESSAGES,
                                    Field.withoutEffect(
                                            "references", "a Java component opens its database connections itself"))
                            .into(values -> new RouterComponent(
                                    values.idOr(ID, "component"),
                                    values.get(CLASSNAME),
                                    values.get(REALM),
                                    values.get(ROLE),
                                    values.get(EXTRA),
                                    values.get(EXCEPTION_MESSAGES),
                                    values.origin())))
            .refused("function", FUNCTION)
            .complete();

    static final TaggedType<ContainerComponent> IN_CONTAINER = TaggedType.<ContainerComponent>named(
                    "container component", "A component in a container.")
            .with(
                    "class",
                    ObjectType.named("container component of type class", "A Java class that runs in a container.")
                            .fields(TYPE, ID, CLASSNAME, REALM, TRANSPORT, EXTRA, EXCEPTION_MESSAGES)
                            .refused("role", "a component in a container gets its role when it authenticates")
                            .refused("auth", "a component authenticates in its onChallenge, with values from \"extra\"")
                            .into(values -> new ContainerComponent(
                                    values.idOr(ID, "component"),
                                    values.get(CLASSNAME),
                                    values.get(REALM),
                                    values.get(TRANSPORT),
                                    values.get(EXTRA),
                                    values.get(EXCEPTION_MESSAGES),
                                    values.origin())))
            .refused("function", FUNCTION)
            .complete();

    private ComponentGrammar() {}
}
