package io.aerostat.metrics;

import java.util.Locale;

/** Finds out which of the two text formats a scraper prefers (RFC 9110, section 12.5.1). */
final class AcceptedFormat {
    /** The largest number of characters of the header that are read. */
    private static final int LONGEST = 1_000;

    private AcceptedFormat() {}

    /**
     * Checks whether an {@code Accept} header prefers OpenMetrics 1.0.0 to the text format of Prometheus. A scraper
     * that names neither format gets the text format of Prometheus.
     */
    static boolean prefersOpenMetrics(String accept) {
        String header = accept.length() > LONGEST ? accept.substring(0, LONGEST) : accept;
        double open = 0;
        double text = 0;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            switch (parts[0].strip()) {
                case "application/openmetrics-text" -> {
                    String version = parameter(parts, "version");
                    if (version.isEmpty() || version.equals("1.0.0")) {
                        open = Math.max(open, quality(parts));
                    }
                }
                case "text/plain" -> text = Math.max(text, quality(parts));
                default -> {
                    // Other accepted formats do not matter.
                }
            }
        }
        return open > 0 && open >= text;
    }

    private static double quality(String[] parts) {
        String value = parameter(parts, "q");
        if (value.isEmpty()) {
            return 1;
        }
        return value.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
    }

    private static String parameter(String[] parts, String name) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1).replace("\"", "");
            }
        }
        return "";
    }
}
