package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Location;
import java.util.Map;
import java.util.Optional;

/** A type with one more check or conversion. */
record CheckedType<T, U>(ValueType<T> base, Check<? super T, U> check) implements ValueType<U> {

    @Override
    public Optional<U> read(LocatedValue value, Reading reading) {
        return base.read(value, reading).flatMap(read -> check.apply(read, new AtValue(value.at(), reading)));
    }

    @Override
    public String expected() {
        return base.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return base.schema(definitions);
    }

    private record AtValue(Location at, Reading reading) implements Reporter {
        @Override
        public void problem(String message) {
            reading.problem(at, message);
        }

        @Override
        public void problem(String key, String message) {
            reading.member(key).problem(at, message);
        }

        @Override
        public void notice(String message) {
            reading.notice(at, message);
        }
    }
}
