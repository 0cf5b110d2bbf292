package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the tables of docs/management.md list exactly the management procedures. */
class ManagementPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(aerostat\\.node\\.[a-z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void explainsEveryProcedureAndNoOther() throws IOException {
        String page = Files.readString(Path.of("../docs/management.md"));
        String tables = page.substring(
                page.indexOf("<!-- procedures: checked by ManagementPageTest -->"),
                page.indexOf("<!-- end of procedures -->"));

        List<String> rows =
                ROW.matcher(tables).results().map(row -> row.group(1)).toList();

        ManagementProcedures procedures =
                new ManagementProcedures(new ManagementRealmTest.FakeNode(), new FakeInspection(Map.of()));
        assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(procedures.uris());
    }
}
