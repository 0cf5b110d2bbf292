package io.aerostat.command.request;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Parameters;
import io.aerostat.command.value.PayloadArguments;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parameters of a request: a URI, and the words of its payload. */
final class Words {
    private final PositionalParamSpec uri;
    private final PositionalParamSpec words = PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("ARGUMENT")
            .description("A JSON value, a text, @FILE for the bytes of a file, or NAME=VALUE for a keyword argument.")
            .build();

    Words(String label, String description) {
        uri = Parameters.required(0, label, description);
    }

    void addTo(CommandSpec spec) {
        spec.addPositional(uri).addPositional(words);
    }

    String uri() {
        return uri.getValue();
    }

    PayloadArguments payload() throws CommandFailure {
        List<String> given = new ArrayList<>();
        if (words.getValue() instanceof List<?> list) {
            list.forEach(word -> given.add(String.valueOf(word)));
        }
        return PayloadArguments.of(given);
    }
}
