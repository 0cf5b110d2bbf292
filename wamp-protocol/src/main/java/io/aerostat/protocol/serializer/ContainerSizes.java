package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import java.util.Arrays;

/** The sizes of all lists and dictionaries of a payload, in the order in which they begin. Confined to one thread. */
final class ContainerSizes {
    private int[] sizes = new int[16];
    private int count;
    /** The indexes in {@link #sizes} of the lists and dictionaries that are open, outermost first. */
    private int[] open = new int[8];

    private int level;
    private int read;

    private ContainerSizes() {}

    /**
     * Counts the elements.
     *
     * @throws NotExpressible if no other serialization can express one of the payload's values
     */
    static ContainerSizes of(TokenReader in, int elements) throws ProtocolViolation, NotExpressible {
        ContainerSizes result = new ContainerSizes();
        int outside = in.depth();
        for (int i = 0; i < elements; i++) {
            do {
                Token token = in.nextMeant();
                if (token == Token.FOREIGN || token == Token.ODD_KEY) {
                    throw PayloadTranscoder.notForOthers(in, token);
                }
                result.take(token);
            } while (in.depth() > outside);
        }
        return result;
    }

    private void take(Token token) {
        switch (token) {
            case KEY -> {} // an entry is counted at its value
            case LIST_END, DICTIONARY_END -> level--;
            case LIST, DICTIONARY -> {
                countElement();
                if (level == open.length) {
                    open = Arrays.copyOf(open, level * 2);
                }
                open[level++] = count;
                if (count == sizes.length) {
                    sizes = Arrays.copyOf(sizes, count * 2);
                }
                sizes[count++] = 0;
            }
            default -> countElement();
        }
    }

    private void countElement() {
        if (level > 0) {
            sizes[open[level - 1]]++;
        }
    }

    /** Returns the size of the next list or dictionary. */
    int next() {
        return sizes[read++];
    }
}
