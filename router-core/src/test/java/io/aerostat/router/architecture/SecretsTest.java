package io.aerostat.router.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.crypto.ConstantTime;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests that secrets are compared in constant time. */
class SecretsTest {
    private static final JavaClasses AUTHENTICATION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aerostat.protocol.authentication", "io.aerostat.router.authentication");

    @Test
    @Conformance("AUT-10")
    void everyMethodComparesInConstantTime() {
        for (String method : new String[] {"scram.ScramKeys", "scram.ScramServer", "Cryptosign"}) {
            classes()
                    .that()
                    .haveFullyQualifiedName("io.aerostat.protocol.authentication." + method)
                    .should(callMethod(ConstantTime.class, "equals", byte[].class, byte[].class))
                    .check(AUTHENTICATION);
        }
        classes()
                .that()
                .belongToAnyOf(WampCra.class)
                .should(callMethod(ConstantTime.class, "equals", String.class, String.class))
                .check(AUTHENTICATION);
        classes()
                .that()
                .belongToAnyOf(ConstantTime.class)
                .or()
                .haveFullyQualifiedName("io.aerostat.router.authentication.method.TicketAuthentication")
                .should(callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class))
                .check(AUTHENTICATION);
    }

    @Test
    @Conformance("AUT-10")
    void nobodyComparesBytesOneAfterTheOther() {
        noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(AUTHENTICATION);
    }
}
