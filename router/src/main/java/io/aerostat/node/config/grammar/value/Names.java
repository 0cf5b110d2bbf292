package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.uri.UriCheck;
import java.util.Optional;

/** The kinds of names in a configuration. */
public final class Names {
    /** The id of a controller, router worker, transport or path service. */
    public static final ValueType<String> ID = text(
            "[a-z][a-z0-9_]{2,63}",
            "an id of 3 to 64 characters: a lower-case letter, then lower-case letters, digits or _");

    /** The name of any other part; Crossbar.io does not check these names strictly. */
    static final ValueType<String> LABEL = text("[^\\x00-\\x1f\\x7f]{1,64}", "a name of 1 to 64 characters");

    public static final ValueType<String> REALM = uri("a realm name such as \"realm1\"");
    public static final ValueType<String> PROCEDURE = uri("a URI such as \"com.example.procedure\"");
    public static final ValueType<String> ROLE = words("the name of a role");

    public static final ValueType<String> CLASS_NAME = text(
            "[^\\s./\\\\;\\[]+(\\.[^\\s./\\\\;\\[]+)*", "the name of a Java class such as \"com.example.Service\"");

    private Names() {}

    /** Checks whether the port of a connection is the id of a transport. */
    public static boolean isTransportId(String port) {
        return !port.isEmpty() && !Character.isDigit(port.charAt(0));
    }

    public static Field<Optional<String>> id(String what) {
        return Field.optional(
                "id",
                ID,
                "The name of this " + what + " in logs and messages. Without this key, the node chooses a name.");
    }

    public static Field<Optional<String>> label(String what) {
        return Field.optional(
                "id",
                LABEL,
                "The name of this " + what + " in logs and messages. Without this key, the node chooses a name.");
    }

    private static ValueType<String> uri(String expected) {
        return words(expected).checked((name, at) -> {
            if (!UriCheck.LOOSE.isUri(name)) {
                at.problem("found \"" + name + "\" (expected " + expected + ")");
                return Optional.empty();
            }
            return Optional.of(name);
        });
    }
}
