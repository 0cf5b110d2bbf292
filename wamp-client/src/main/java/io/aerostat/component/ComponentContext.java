package io.aerostat.component;

import io.aerostat.client.value.JacksonMapping;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.client.value.ValueMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a component. Immutable; any thread.
 *
 * @param name the name of the component in logs
 * @param realm the realm in the component's configuration
 * @param extra the {@code extra} in the component's configuration, as JSON-like values; may hold secrets
 */
public record ComponentContext(String name, String realm, Map<String, @Nullable Object> extra) {
    public ComponentContext {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Returns a context without extra configuration. */
    public static ComponentContext of(String name, String realm) {
        return new ComponentContext(name, realm, Map.of());
    }

    /**
     * Reads {@link #extra()} as a record or POJO, with the default rules of Jackson 3.
     *
     * @throws io.aerostat.client.value.ArgumentMismatch if {@code extra} cannot be read as {@code type}
     */
    public <T> T extraAs(Class<T> type) {
        return extraAs(type, JacksonMapping.DEFAULT);
    }

    /** Does the same as {@link #extraAs(Class)}, with the rules of {@code mapping}. */
    public <T> T extraAs(Class<T> type, ObjectMapping mapping) {
        return type.cast(new ValueMapper(mapping).fromWamp(extra, type, "extra"));
    }

    /** Leaves out {@code extra}, which may hold secrets. */
    @Override
    public String toString() {
        return "ComponentContext[" + name + ", realm " + realm + "]";
    }
}
