package io.aerostat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyItemSaysWhatItIs() {
        assertThat(Catalogue.load().items()).hasSizeGreaterThan(351).allSatisfy(item -> {
            assertThat(item.id()).matches("[A-Z0-9]*[A-Z]-?\\d+");
            assertThat(item.level()).isIn("MUST", "MUST*", "SHOULD", "SHOULD*", "MAY", "EXT", "PROMISE", "");
            assertThat(item.party()).isIn("R", "C", "R/C", "");
            assertThat(item.what()).isNotBlank();
        });
    }

    @Test
    void itemsOutOfScopeAreNotMandatory() {
        assertThat(Catalogue.load().items())
                .filteredOn(item -> item.id().equals("R2R-3"))
                .singleElement()
                .matches(item -> item.level().equals("MUST*") && !item.mandatory());
    }

    @Test
    void anIdStandsForOneItem() {
        BufferedReader twice = new BufferedReader(new StringReader("A-1\t\t\t\tone\nA-1\t\t\t\tother"));
        assertThatThrownBy(() -> Catalogue.read(twice)).hasMessageContaining("A-1 twice");
    }
}
