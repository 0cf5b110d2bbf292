package io.aerostat.jackson2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.aerostat.client.value.MappingFailure;
import io.aerostat.client.value.ObjectMapping;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an {@code ObjectMapper} of Jackson 2, with its modules. A value is never rounded or cut to fit a type;
 * for everything else, the configuration of the mapper applies. Immutable; any thread.
 *
 * <pre>{@code
 * Client client = Client.builder()
 *         .url("ws://localhost:8080/ws")
 *         .realm("realm1")
 *         .objectMapping(Jackson2Mapping.of(objectMapper))
 *         .build();
 * }</pre>
 */
public final class Jackson2Mapping implements ObjectMapping {
    private final ObjectMapper mapper;

    private Jackson2Mapping(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Returns the mapping with the rules of a mapper. The mapping uses a copy, so the mapper does not change, and later
     * changes of the mapper have no effect.
     *
     * @throws IllegalStateException if the mapper is of a class that does not override {@link ObjectMapper#copy}
     */
    public static Jackson2Mapping of(ObjectMapper mapper) {
        return new Jackson2Mapping(mapper.copy().registerModule(StrictTypes.module()));
    }

    @Override
    public @Nullable Object toPlain(Object object) {
        return mapper.convertValue(object, Object.class);
    }

    @Override
    public @Nullable Object toObject(Object value, Type type) throws MappingFailure {
        JavaType wanted = mapper.constructType(type);
        try {
            return mapper.readerFor(wanted)
                    .readValue(new StrictParser(mapper.treeAsTokens(ValueTree.of(value, mapper.getNodeFactory()))));
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException(type.getTypeName() + " cannot be made from values of WAMP", e);
        } catch (JsonProcessingException e) {
            throw failure(e);
        } catch (IOException | RuntimeException e) {
            // A deserializer may throw any exception for a value that it does not expect.
            throw MappingFailure.mismatch(List.of(), null);
        }
    }

    private static MappingFailure failure(JsonProcessingException cause) {
        List<?> path = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(Jackson2Mapping::step).toList()
                : List.of();
        if (cause instanceof ValueInstantiationException) {
            return MappingFailure.refused(path);
        }
        if (cause instanceof UnrecognizedPropertyException) {
            return MappingFailure.unknownKey(path, null);
        }
        return MappingFailure.mismatch(
                path, cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null);
    }

    private static Object step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName();
    }
}
