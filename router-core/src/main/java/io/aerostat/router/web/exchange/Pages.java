package io.aerostat.router.web.exchange;

/** Makes the few HTML pages of the router itself. */
public final class Pages {
    private Pages() {}

    /**
     * Returns a page.
     *
     * @param body HTML
     */
    public static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>"
                + ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;"
                + "max-width:42rem;margin:4rem auto;padding:0 1rem}"
                + "td{padding:.2rem 1rem .2rem 0;vertical-align:top}</style></head><body><h1>"
                + escape(title) + "</h1>" + body + "</body></html>\n";
    }

    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
