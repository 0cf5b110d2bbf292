package io.aerostat.host.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component as a configuration names it.
 *
 * @param id of the component: {@code component001}
 * @param classname the Java class; it implements {@link io.aerostat.component.Component} and has a public constructor without
 *     parameters or with one {@link io.aerostat.component.ComponentContext}
 * @param realm it joins
 * @param extra what it is given, as JSON-like values; may hold secrets
 * @param exceptionMessages whether callers get the messages of exceptions that it did not foresee
 */
public record ComponentConfiguration(
        String id, String classname, String realm, Map<String, @Nullable Object> extra, boolean exceptionMessages) {

    public ComponentConfiguration {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** With exceptions for the log only. */
    public ComponentConfiguration(String id, String classname, String realm, Map<String, @Nullable Object> extra) {
        this(id, classname, realm, extra, false);
    }

    /** Without {@code extra}. */
    @Override
    public String toString() {
        return "ComponentConfiguration[" + id + ", class " + classname + ", realm " + realm + "]";
    }
}
