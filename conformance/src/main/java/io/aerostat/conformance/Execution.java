package io.aerostat.conformance;

import java.util.List;

/**
 * One execution of a test that cites items.
 *
 * @param ids the ids of the items, as the test cites them
 * @param testClass the binary name of the class that ran
 * @param declaringClass the binary name of the class that declares the method; if the method is inherited, this is
 *     another class
 * @param method the name of the method
 * @param variant the kind of connection over which a parameterized class ran, such as {@code websocket json}; or empty
 */
record Execution(
        List<String> ids, String testClass, String declaringClass, String method, String variant, Outcome outcome) {
    private static final int COLUMNS = 6;

    Execution {
        ids = List.copyOf(ids);
    }

    String line() {
        return String.join(
                "\t", String.join(",", ids), testClass, declaringClass, method, printable(variant), outcome.name());
    }

    static Execution of(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "found " + columns.length + " columns (expected " + COLUMNS + ") in: " + line);
        }
        return new Execution(
                List.of(columns[0].split(",")),
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                Outcome.valueOf(columns[5]));
    }

    /** Returns the name for reports: {@code CallCancelingIT.killWaits}. */
    String test() {
        return testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }
}
