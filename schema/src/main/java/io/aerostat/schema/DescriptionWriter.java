package io.aerostat.schema;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.contract.ContractMethod;
import io.aerostat.client.contract.ContractMethod.OfEvent;
import io.aerostat.client.contract.ContractMethod.OfProcedure;
import io.aerostat.client.contract.ContractMethod.OfSubscription;
import io.aerostat.client.contract.ContractMethods;
import io.aerostat.client.contract.ResultType;
import io.aerostat.client.error.declared.DeclaredError;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the description of a contract. Immutable; any thread. */
final class DescriptionWriter {
    private final TypeSchemas types;

    DescriptionWriter(TypeSchemas types) {
        this.types = types;
    }

    ObjectNode describe(String uri, ContractMethods methods) {
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("contract", uri);
        ObjectNode procedures = description.putObject("procedures");
        ObjectNode topics = description.putObject("topics");
        for (ContractMethod method : methods.methods()) {
            if (method instanceof OfProcedure procedure) {
                procedures.set(procedure.uri(), procedure(procedure));
            } else if (method instanceof OfEvent event) {
                // A method with the arguments of the event describes a topic best.
                topics.set(event.uri(), topic(event.filter().match(), arguments(event.method())));
            } else if (method instanceof OfSubscription subscription && !topics.has(subscription.uri())) {
                topics.set(
                        subscription.uri(),
                        topic(
                                subscription.filter().match(),
                                values(new ResultType(ResultType.Form.VALUE, subscription.event()))));
            }
        }
        return description;
    }

    private ObjectNode procedure(OfProcedure procedure) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("match", name(procedure.procedure().match()));
        described.put("progressive", procedure.result().form() == ResultType.Form.STREAM);
        described.set("call", arguments(procedure.method()));
        described.set("result", values(procedure.result()));
        ArrayNode errors = described.putArray("errors");
        procedure.errors().stream().map(DeclaredError::uri).forEach(errors::add);
        return described;
    }

    private static ObjectNode topic(MatchPolicy match, ObjectNode event) {
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("match", name(match));
        described.set("event", event);
        return described;
    }

    private static String name(MatchPolicy match) {
        return match.name().toLowerCase(Locale.ROOT);
    }

    private ObjectNode arguments(Method method) {
        MessageSchema message = new MessageSchema(types);
        for (Parameter parameter : method.getParameters()) {
            Arg named = parameter.getAnnotation(Arg.class);
            if (named == null) {
                message.arg(parameter.getParameterizedType());
            } else {
                message.kwarg(named.value(), parameter.getParameterizedType());
            }
        }
        return message.build();
    }

    /** Returns the schema of a message with one value, or with any arguments. */
    private ObjectNode values(ResultType type) {
        MessageSchema message = new MessageSchema(types);
        if (!type.isNothing() && type.content() != Arguments.class && type.content() != Event.class) {
            message.arg(type.content());
        }
        return message.build();
    }
}
