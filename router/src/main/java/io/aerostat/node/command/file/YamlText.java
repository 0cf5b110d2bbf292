package io.aerostat.node.command.file;

import io.aerostat.node.config.located.YamlBooleans;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads and writes YAML as Crossbar.io does: {@code yes}, {@code no}, {@code on} and {@code off} are booleans. */
final class YamlText {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int MOST_ALIASES = 100;

    private YamlText() {}

    /** Reads a text with exactly one YAML document, as maps, lists and scalars. */
    static @Nullable Object read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new YamlBooleans())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                    .orElse("");
            throw new IllegalArgumentException(where + "not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("not YAML: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    static String write(@Nullable Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new YamlBooleans())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(value);
    }
}
