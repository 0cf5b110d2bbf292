package io.aerostat.mqtt.session;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The codes of one SUBACK, which is sent when all codes are known. Confined to the loop of the link. */
final class Answers {
    private final @Nullable Integer[] codes;
    private final Consumer<List<Integer>> complete;
    private int missing;

    Answers(int size, Consumer<List<Integer>> complete) {
        this.codes = new Integer[size];
        this.complete = complete;
        this.missing = size;
    }

    void set(int place, int code) {
        codes[place] = code;
        missing--;
        if (missing == 0) {
            complete.accept(List.of((Integer[]) codes));
        }
    }
}
