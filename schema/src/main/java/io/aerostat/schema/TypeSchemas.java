package io.aerostat.schema;

import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/** Makes JSON Schemas that describe how the client reads and writes Java types. Any thread. */
final class TypeSchemas {
    private final SchemaGenerator generator;

    TypeSchemas(ObjectMapper mapper) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
                .with(Option.FLATTENED_OPTIONALS, Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.NULLABLE_FIELDS_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withRequiredCheck(TypeSchemas::isRequired)
                .withNullableCheck(field -> !field.getType().isPrimitive());
        config.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> type.getErasedType() == byte[].class
                        ? new CustomDefinition(context.getGeneratorConfig()
                                .createObjectNode()
                                .put("type", "string")
                                .put("contentEncoding", "base64"))
                        : null);
        this.generator = new SchemaGenerator(config.build());
    }

    /** Returns a builder whose schemas share their definitions. */
    SchemaBuilder builder() {
        return generator.buildMultipleSchemaDefinitions();
    }

    /** Checks whether a field is a record component that cannot be absent. */
    private static boolean isRequired(FieldScope field) {
        return field.getDeclaringType().getErasedType().isRecord()
                && field.getType() != null
                && field.getType().getErasedType() != Optional.class
                && !field.isFakeContainerItemScope()
                && field.getType().isPrimitive();
    }
}
