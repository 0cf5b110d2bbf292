package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.transport.TransportGrammar;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.router.listener.Listener;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a worker of type {@code websocket-testee}: a router without realms, whose only transport sends every
 * message back.
 */
public final class TesteeGrammar {
    private static final Field<Optional<String>> ID = Names.label("worker");

    private static final Field<Optional<NativeOptions>> OPTIONS = Field.withDefault(
            "options",
            NativeOptionsGrammar.builder(
                            "testee options", Field.withoutEffect("env", "a testee runs in the process of the node"))
                    .into(values -> NativeOptionsGrammar.isDisabled(values)
                            ? Optional.empty()
                            : Optional.of(NativeOptionsGrammar.read(values))),
            "{}",
            "Options of the worker.");

    private static final Field<Listener> TRANSPORT = Field.required(
            "transport",
            TaggedType.<Listener>named("testee transport", "Where the testee listens.")
                    .with("websocket", TransportGrammar.echo("websocket", "echoing websocket transport"))
                    .complete(),
            "Where the testee listens.");

    public static final ObjectType<Optional<Worker>> WORKER = ObjectType.named(
                    "websocket-testee worker", "A WebSocket service that sends every message back, for test suites.")
            .fields(Field.required("type", word("websocket-testee"), "The kind of worker."), ID, OPTIONS, TRANSPORT)
            .into(values -> values.get(OPTIONS)
                    .map(options -> RouterWorker.withoutRealms(
                            values.idOr(ID, "worker"),
                            options,
                            List.of(values.get(TRANSPORT)),
                            values.origins(),
                            values.origin())));

    private TesteeGrammar() {}
}
