package io.aerostat.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that the Javadoc of exported packages names only types of this project that a reader can use: public types of
 * exported packages.
 */
class JavadocLinksTest {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*.*?\\*/");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
    private static final Pattern PUBLIC = Pattern.compile("(?m)^public ");
    private static final Pattern LINK = Pattern.compile("(?:\\{@link(?:plain)?|@throws|@see)\\s+([\\w.]+)");
    private static final Pattern FULL_NAME = Pattern.compile("\\bio\\.aerostat(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");
    private static final Pattern TOP_LEVEL = Pattern.compile("(.*?\\.[A-Z]\\w*)\\b.*");

    @ParameterizedTest
    @EnumSource
    void commentsNameOnlyTypesThatAreExported(ApiModule module) throws Exception {
        Set<String> exported = new HashSet<>();
        for (ApiModule each : ApiModule.values()) {
            exported.addAll(each.exportedPackages());
        }

        Set<String> hidden = new TreeSet<>();
        for (String packageName : module.exportedPackages()) {
            for (Path source : module.sourcesOf(packageName)) {
                for (String name : named(packageName, source)) {
                    if (isHidden(name, exported)) {
                        hidden.add(packageName + ", " + source.getFileName() + ": " + name);
                    }
                }
            }
        }

        assertThat(hidden)
                .as("types that are named in Javadoc, but not exported")
                .isEmpty();
    }

    private static Set<String> named(String packageName, Path source) throws IOException {
        String text = Files.readString(source);
        if (!source.endsWith("package-info.java") && !PUBLIC.matcher(text).find()) {
            return Set.of();
        }
        Map<String, String> imports = new HashMap<>();
        for (Matcher found = IMPORT.matcher(text); found.find(); ) {
            String name = found.group(1);
            imports.put(name.substring(name.lastIndexOf('.') + 1), name);
        }
        Set<String> names = new TreeSet<>();
        for (Matcher comment = COMMENT.matcher(text); comment.find(); ) {
            FULL_NAME.matcher(comment.group()).results().forEach(found -> names.add(found.group()));
            for (Matcher link = LINK.matcher(comment.group()); link.find(); ) {
                String first = link.group(1).split("\\.")[0];
                if (Character.isUpperCase(first.charAt(0))) {
                    names.add(imports.getOrDefault(first, packageName + "." + first));
                }
            }
        }
        return names;
    }

    private static boolean isHidden(String name, Set<String> exported) {
        Matcher topLevel = TOP_LEVEL.matcher(name);
        if (!name.startsWith("io.aerostat.") || !topLevel.matches()) {
            return false;
        }
        try {
            Class<?> type = Class.forName(topLevel.group(1), false, JavadocLinksTest.class.getClassLoader());
            return !Modifier.isPublic(type.getModifiers()) || !exported.contains(type.getPackageName());
        } catch (ClassNotFoundException e) {
            return false; // a type of java.lang, or a type nested in the documented one
        }
    }
}
