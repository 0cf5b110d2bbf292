package io.aerostat.node.config.field;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.reading.Reading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of one object's fields, all read and right. */
public final class Values {
    private final Map<Field<?>, Object> values = new HashMap<>();
    private final Location at;
    private final Reading reading;

    Values(Location at, Reading reading) {
        this.at = at;
        this.reading = reading;
    }

    <T> void put(Field<T> field, T value) {
        values.put(field, value);
    }

    /** The value of a field of this object. */
    @SuppressWarnings("unchecked") // put() pairs each field with a value of its type
    public <T> T get(Field<T> field) {
        Object value = values.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the object at " + reading.path() + " has no field " + field.key());
        }
        return (T) value;
    }

    /** The id that the file gives, or one made up, such as {@code worker001}. */
    public String idOr(Field<Optional<String>> field, String prefix) {
        return get(field).orElseGet(() -> reading.nextId(prefix));
    }

    /** The folder of the configuration file. */
    public Path folder() {
        return reading.resolve("");
    }

    /** The files that the configuration names, up to the end of this object, and that nobody else may read. */
    public Set<Path> privateFiles() {
        return reading.privateFiles();
    }

    /** Where the object stands. */
    public Origin origin() {
        return reading.origin(at);
    }
}
