package io.aerostat.host.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component of a configuration.
 *
 * @param id the id of the component, such as {@code component001}
 * @param classname the Java class; it implements {@link io.aerostat.component.Component} and has a public constructor
 *     without parameters or with one {@link io.aerostat.component.ComponentContext}
 * @param realm the realm that the component joins
 * @param extra the values that are passed to the component, as JSON-like values; may hold secrets
 * @param exceptionMessages whether callers get the messages of unexpected exceptions
 */
public record ComponentConfiguration(
        String id, String classname, String realm, Map<String, @Nullable Object> extra, boolean exceptionMessages) {

    public ComponentConfiguration {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Creates a component whose exception messages are only logged. */
    public ComponentConfiguration(String id, String classname, String realm, Map<String, @Nullable Object> extra) {
        this(id, classname, realm, extra, false);
    }

    /** Leaves out {@code extra}, which may hold secrets. */
    @Override
    public String toString() {
        return "ComponentConfiguration[" + id + ", class " + classname + ", realm " + realm + "]";
    }
}
