package io.aerostat.command.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, for section 1 of the manual, in the macros {@code man}. */
public final class ManualPage {
    private static final String PROGRAM = "aerostat";

    private final StringBuilder text = new StringBuilder();
    private final String name;

    private ManualPage(String name) {
        this.name = name;
    }

    /**
     * Returns the text of a page.
     *
     * @param name the name of the page, such as {@code aerostat-call}
     * @param version the version of the program
     */
    public static String of(String name, CommandSpec spec, String version) {
        ManualPage page = new ManualPage(name);
        page.macro("TH", name.toUpperCase(Locale.ROOT), "1", "", "Aerostat " + version);
        page.macro("SH", "NAME");
        page.line(name + " - " + first(spec.usageMessage().description()));
        page.macro("SH", "SYNOPSIS");
        page.synopsis(new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0));
        page.macro("SH", "DESCRIPTION");
        page.line(String.join(" ", spec.usageMessage().description()));
        page.arguments(spec);
        page.commands(spec);
        page.exitCodes(spec.usageMessage().exitCodeList());
        return page.text.toString();
    }

    /** Writes the forms of the command line, with the name of the installed program, and a break before each form. */
    private void synopsis(String forms) {
        List<String> lines = forms.replace("java -jar router.jar", "router.jar")
                .replace("router.jar", PROGRAM)
                .replaceAll("\\R +(?!" + PROGRAM + ")", " ")
                .lines()
                .map(String::strip)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                macro("br");
            }
            line(lines.get(i));
        }
    }

    private void arguments(CommandSpec spec) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            entry(parameter.paramLabel(), description(parameter));
        }
        if (!spec.options().isEmpty()) {
            macro("SH", "OPTIONS");
        }
        for (OptionSpec option : spec.options()) {
            String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            entry(String.join(", ", option.names()) + label, description(option));
        }
    }

    private void commands(CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            macro("SH", "COMMANDS");
        }
        spec.subcommands().forEach((command, line) -> {
            CommandSpec sub = line.getCommandSpec();
            if (!sub.usageMessage().hidden()) {
                String text = String.join(" ", sub.usageMessage().description());
                entry(command, text + " See " + name + "-" + command + "(1).");
            }
        });
    }

    private void exitCodes(Map<String, String> codes) {
        if (!codes.isEmpty()) {
            macro("SH", "EXIT STATUS");
            codes.forEach(this::entry);
        }
    }

    private static String description(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        String defaultValue = argument.defaultValue();
        return text.replace("${DEFAULT-VALUE}", defaultValue == null ? "none" : defaultValue);
    }

    private static String first(String... description) {
        return description.length == 0 ? "" : description[0].replaceAll("[.;:].*", "");
    }

    private void entry(String term, String explanation) {
        text.append(".TP\n.B ").append(escaped(term)).append('\n');
        line(explanation);
    }

    private void macro(String macro, String... arguments) {
        text.append('.').append(macro);
        for (String argument : arguments) {
            text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
    }

    private void line(String content) {
        String escaped =
                escaped(content.replaceAll("\\s+", " ").replace("%n", " ").replace("%%", "%"));
        // A line that begins with a dot or an apostrophe would be a command to the formatter.
        text.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }

    private static String escaped(String content) {
        return content.replace("\\", "\\e").replace("-", "\\-");
    }
}
