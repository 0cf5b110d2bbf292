package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.anything;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.router.listener.PathService;
import java.util.Map;

/** Web services of Crossbar.io that need its Python process, and the services that replace them. */
final class PythonServices {
    static final String RESOURCE =
            "a Python class cannot run in a Java process: serve it with Twisted in a guest, and put a service of type "
                    + "\"reverseproxy\" here, see docs/crossbar.md#python-web-services";
    static final String WSGI =
            "a Python application cannot run in a Java process: serve it with a WSGI server, such as gunicorn, in a "
                    + "guest; put a service of type \"reverseproxy\" here, see docs/crossbar.md#python-web-services";

    /** Answers 404 at every path, so that the other services of the transport work. */
    static final ObjectType<PathService> WAP = unanswered(
            "wap",
            "Pages from Jinja2 templates, filled with the results of calls.",
            "templates of Jinja2 need Python, so requests get 404; serve the pages with Flask in a guest, and put a "
                    + "service of type \"reverseproxy\" here, see docs/crossbar.md#python-web-services",
            "templates",
            "sandbox",
            "routes",
            "wamp",
            "path");

    static final ObjectType<PathService> CATALOG = unanswered(
            "catalog",
            "Pages that show a FlatBuffers schema.",
            "FlatBuffers schemas are not shown, so requests get 404",
            "filename",
            "path");

    private PythonServices() {}

    private static ObjectType<PathService> unanswered(String type, String meaning, String notice, String... keys) {
        ObjectType.Builder builder = ObjectType.named(type + " service", meaning + " Requests get 404.")
                .fields(
                        Field.required("type", word(type), "The kind of service.")
                                .noticed("\"" + type + "\" has no effect: " + notice),
                        Names.id("service"));
        for (String key : keys) {
            builder.fields(Field.optional(key, anything(), "A key of the service. Aerostat does not use it."));
        }
        return builder.into(values -> new PathService.Nested(Map.of()));
    }
}
