package org.mambascope.model.maskrcnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads assignments of literals, {@code name = value}, as mmengine writes configurations: {@code
 * dict(…)}, dictionaries, lists, tuples, words, numbers, {@code True}, {@code False}, {@code None}.
 * Nothing is executed; what is none of these becomes a null.
 */
final class PythonLiterals {
    private static final int DEEPEST = 64;
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^([A-Za-z_]\\w*)[ \\t]*=(?!=)", Pattern.MULTILINE);
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:#[^\\n]*\\s*)*("
                            + "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\""
                            + "|[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?"
                            + "|[A-Za-z_][\\w.]*|[\\[\\](){}=,:]|\\S)");

    private final List<String> tokens;
    private int at;

    private PythonLiterals(List<String> tokens) {
        this.tokens = tokens;
    }

    /** Values that begin at the start of a line, by name; of several of a name, the last. */
    static JsonNode assignments(String text) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            PythonLiterals reader = new PythonLiterals(tokens(text, assignment.end()));
            values.set(assignment.group(1), reader.value(0));
        }
        return values;
    }

    /** Tokens of one value: as far as its brackets are open, or of one word. */
    private static List<String> tokens(String text, int start) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int open = 0;
        int from = start;
        while (token.find(from)) {
            String found = token.group(1);
            if (tokens.size() == 1 && open == 0 && !found.equals("(")) {
                break;
            }
            tokens.add(found);
            open += "([{".contains(found) ? 1 : ")]}".contains(found) ? -1 : 0;
            if (open == 0 && tokens.size() > 1) {
                break;
            }
            from = token.end();
        }
        return tokens;
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean skip(String token) {
        boolean there = next().equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private JsonNode value(int depth) {
        String token = next();
        at++;
        if (depth > DEEPEST || token.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (token) {
            case "[" -> items("]", depth);
            case "(" -> items(")", depth);
            case "{" -> entries("}", ":", depth);
            case "True" -> JsonNodeFactory.instance.booleanNode(true);
            case "False" -> JsonNodeFactory.instance.booleanNode(false);
            default -> word(token, depth);
        };
    }

    private JsonNode word(String token, int depth) {
        char first = token.charAt(0);
        if (first == '\'' || first == '"') {
            return JsonNodeFactory.instance.textNode(
                    token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1"));
        }
        if (token.equals("dict") && skip("(")) {
            return entries(")", "=", depth);
        }
        if (skip("(")) {
            items(")", depth);
        }
        try {
            return token.matches("[-+]?\\d+")
                    ? JsonNodeFactory.instance.numberNode(Long.parseLong(token))
                    : JsonNodeFactory.instance.numberNode(Double.parseDouble(token));
        } catch (NumberFormatException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private ArrayNode items(String end, int depth) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        while (!next().isEmpty() && !skip(end)) {
            items.add(value(depth + 1));
            skip(",");
        }
        return items;
    }

    private ObjectNode entries(String end, String separator, int depth) {
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        while (!next().isEmpty() && !skip(end)) {
            String name = next();
            at++;
            if (skip(separator)) {
                entries.set(name.replaceAll("^['\"]|['\"]$", ""), value(depth + 1));
            }
            skip(",");
        }
        return entries;
    }
}
