package io.aerostat.client.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of Jackson 3, with two additions: a value is never rounded or cut to fit a type, and a key that is probably
 * misspelt is refused. Immutable; any thread.
 */
public final class JacksonMapping implements ObjectMapping {
    /** The mapping with Jackson's defaults. */
    public static final JacksonMapping DEFAULT =
            new JacksonMapping(() -> JsonMapper.builder().build());

    private final Supplier<ObjectMapper> given;
    private volatile @Nullable Rules rules;

    private JacksonMapping(Supplier<ObjectMapper> given) {
        this.given = given;
    }

    /** Returns the mapping with the rules of a mapper. The mapper itself is not changed. */
    public static JacksonMapping of(ObjectMapper mapper) {
        return new JacksonMapping(() -> mapper);
    }

    /**
     * The rules, created at their first use: a program that uses only scalars, lists and maps does not need them.
     */
    private record Rules(ObjectMapper mapper, Oversights oversights) {
        static Rules of(ObjectMapper given) {
            ObjectMapper exact = given.rebuild().addModule(ExactValues.module()).build();
            return new Rules(exact, new Oversights(exact));
        }
    }

    private Rules rules() {
        Rules known = rules;
        if (known == null) {
            known = Rules.of(given.get());
            rules = known;
        }
        return known;
    }

    @Override
    public @Nullable Object toPlain(Object object) {
        try {
            return rules().mapper().convertValue(object, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable Object toObject(Object value, Type type) throws MappingFailure {
        Rules objects = rules();
        ObjectMapper mapper = objects.mapper();
        JavaType wanted = mapper.constructType(type);
        Object converted;
        try {
            converted = mapper.readerFor(wanted)
                    .readValue(new ExactNumbers(mapper.treeAsTokens(mapper.valueToTree(value))));
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException(type.getTypeName() + " cannot be made from values of WAMP", e);
        } catch (JacksonException e) {
            throw objects.oversights().in(value, wanted).orElseGet(() -> failure(e));
        } catch (RuntimeException e) {
            // A deserializer may throw any exception for a value that it does not expect.
            throw MappingFailure.mismatch(List.of(), null);
        }
        Optional<MappingFailure> oversight = objects.oversights().in(value, wanted);
        if (oversight.isPresent()) {
            throw oversight.get();
        }
        return converted;
    }

    private static MappingFailure failure(JacksonException cause) {
        List<?> path = cause.getPath().stream().map(JacksonMapping::step).toList();
        if (cause instanceof ValueInstantiationException) {
            return MappingFailure.refused(path);
        }
        if (cause instanceof UnrecognizedPropertyException) {
            return MappingFailure.unknownKey(path, null);
        }
        return MappingFailure.mismatch(
                path, cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null);
    }

    private static Object step(JacksonException.Reference step) {
        return step.getPropertyName() == null ? (Object) step.getIndex() : step.getPropertyName();
    }
}
