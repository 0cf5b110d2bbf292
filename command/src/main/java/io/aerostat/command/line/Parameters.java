package io.aerostat.command.line;

import picocli.CommandLine.Model.PositionalParamSpec;

/** Creates parameters of the command line that have a position, but no name. */
public final class Parameters {
    private Parameters() {}

    /** Returns a required parameter with one text. */
    public static PositionalParamSpec required(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(index))
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
