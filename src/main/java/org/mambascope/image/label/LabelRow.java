package org.mambascope.image.label;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file of labels, in cells.
 *
 * @param number of the line, from 1
 * @param text of the line, unchanged
 * @param cells without spaces around them and without quotes
 */
record LabelRow(int number, String text, List<String> cells) {
    /** Separator of cells. */
    enum Separator {
        TAB('\t'),
        COMMA(','),
        SEMICOLON(';'),
        SPACE(' ');

        private final char sign;

        Separator(char sign) {
            this.sign = sign;
        }
    }

    /** Splits a line; of spaces, only those behind the image's name separate. */
    static LabelRow of(int number, String text, Separator separator, ImageNames images) {
        List<String> cells =
                separator == Separator.SPACE ? atSpaces(text, images) : at(text, separator.sign);
        return new LabelRow(number, text, cells);
    }

    /** The line, cut, as messages show it. */
    String shown() {
        String line = text.strip();
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /** As RFC 4180 has it: separators within quotes count for nothing, two quotes mean one. */
    private static List<String> at(String text, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (sign == '"' && doubled) {
                cell.append('"');
                i++;
            } else if (sign == '"' && (quoted || blank)) {
                quoted = !quoted;
            } else if (sign == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
                blank = true;
            } else {
                cell.append(sign);
                blank &= Character.isWhitespace(sign);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** The image's name, which may hold spaces, and the rest; one cell where there is no name. */
    private static List<String> atSpaces(String text, ImageNames images) {
        int end = 0;
        while (end < text.length()) {
            int start = skip(text, end, true);
            end = skip(text, start, false);
            String word = text.substring(start, end).replace("\"", "");
            if (ImageNames.isImage(word) || start == 0 && images.find(word) != ImageNames.NONE) {
                return List.of(
                        text.substring(0, end).replace("\"", "").strip(),
                        text.substring(end).replace("\"", "").strip());
            }
        }
        return List.of(text.replace("\"", "").strip());
    }

    private static int skip(String text, int from, boolean spaces) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at)) == spaces) {
            at++;
        }
        return at;
    }
}
