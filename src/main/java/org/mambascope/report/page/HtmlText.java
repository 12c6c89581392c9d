package org.mambascope.report.page;

import org.mambascope.base.Printable;

/** Text as HTML takes it, in elements and attributes. */
public final class HtmlText {
    private HtmlText() {}

    public static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> result.append(Printable.isControl(c) && c != '\n' ? '\uFFFD' : c);
            }
        }
        return result.toString();
    }
}
