package io.aerostat.node.config.field;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.Origins;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.reading.Reading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of one object's fields, all of them valid. */
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

    /** Returns the value of a field of this object. */
    @SuppressWarnings("unchecked") // put() pairs each field with a value of its type
    public <T> T get(Field<T> field) {
        Object value = values.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the object at " + reading.path() + " has no field " + field.key());
        }
        return (T) value;
    }

    /** Returns the id in the file, or a generated one, such as {@code worker001}. */
    public String idOr(Field<Optional<String>> field, String prefix) {
        return get(field).orElseGet(() -> reading.nextId(prefix));
    }

    /** Returns the folder of the configuration file. */
    public Path folder() {
        return reading.resolve("");
    }

    /** Returns the private files that the configuration names up to the end of this object. */
    public Set<Path> privateFiles() {
        return reading.privateFiles();
    }

    /** Records this object's place as the place of a part of the configuration, and returns the part. */
    public <T> T placed(T part) {
        reading.placed(part, at);
        return part;
    }

    /** Returns the places of all parts that were recorded up to the end of this object. */
    public Origins origins() {
        return reading.origins();
    }

    /** Returns the place of the object in the file. */
    public Origin origin() {
        return reading.origin(at);
    }
}
