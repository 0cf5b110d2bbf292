package io.aerostat.node.config.reading;

import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;

/** A type with one more check or conversion. */
record CheckedType<T, U>(ValueType<T> base, Check<? super T, U> check) implements ValueType<U> {

    @Override
    public Optional<U> read(LocatedValue value, Reading reading) {
        return base.read(value, reading).flatMap(read -> check.apply(read, new AtValue(value, reading)));
    }

    @Override
    public String expected() {
        return base.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return base.schema(definitions);
    }

    private record AtValue(LocatedValue value, Reading reading) implements Reporter {
        @Override
        public void problem(String message) {
            reading.problem(value.at(), message);
        }

        @Override
        public void problem(String key, String message) {
            LocatedValue member = value.member(key).orElse(value);
            reading.member(key).problem(member.at(), message);
        }

        @Override
        public void notice(String message) {
            reading.notice(value.at(), message);
        }
    }
}
