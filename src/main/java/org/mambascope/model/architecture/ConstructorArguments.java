package org.mambascope.model.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.model.Assumption;
import org.mambascope.model.argument.SizeLimit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Arguments of an original constructor, from the user's choice first, then from the description of
 * the weights. An argument that neither gives is assumed, and the assumption kept with its reason;
 * an argument that contradicts the weights is refused.
 */
public final class ConstructorArguments {
    private static final String CHOSEN = "--set";

    private final Map<String, String> chosen;
    private final JsonNode described;
    private final String place;
    private JsonNode stored = MissingNode.getInstance();
    private final Set<String> read = new HashSet<>();
    private final List<Assumption> assumptions = new ArrayList<>();

    private record Said(JsonNode value, String by) {
        String text() {
            return value.isValueNode() ? value.asText() : value.toString();
        }
    }

    /** Arguments of a model that is being loaded. */
    public ConstructorArguments(LoadOptions options, ModelDescription description) {
        this(
                options.arguments(),
                description.configuration(),
                description
                        .source()
                        .map(file -> file.getFileName() + ": config")
                        .orElse("the description"));
    }

    private ConstructorArguments(Map<String, String> chosen, JsonNode described, String place) {
        this.chosen = chosen;
        this.described = described;
        this.place = place;
    }

    /**
     * Refuses arguments that the original constructor does not have.
     *
     * @throws Problem with the nearest one that it has
     */
    public void require(KnownNames constructor) {
        constructor.require(new TreeSet<>(chosen.keySet()), CHOSEN);
        if (described.isObject()) {
            JsonFields.of(described, place).only(constructor);
        }
    }

    /**
     * Takes what neither the user nor the description says from the weight file itself.
     *
     * @param inFile arguments by name
     */
    public void complete(JsonNode inFile) {
        stored = inFile;
    }

    /** Sentences on choices that nothing asked for, since they change nothing in this model. */
    public List<String> unused() {
        return new TreeSet<>(chosen.keySet())
                .stream()
                        .filter(name -> !read.contains(name))
                        .map("%s was set, but changes nothing in this model."::formatted)
                        .toList();
    }

    /** A truth value, assumed if it is not given. */
    public boolean flag(String name, boolean value, Assumption.Reason reason, String words) {
        Optional<Boolean> said = flag(name);
        if (said.isEmpty()) {
            assume(new Assumption(name, Boolean.toString(value), words, reason));
        }
        return said.orElse(value);
    }

    /** A truth value; empty if it is not given. */
    public Optional<Boolean> flag(String name) {
        return find(name)
                .map(
                        said ->
                                switch (said.text()) {
                                    case "true", "True" -> true;
                                    case "false", "False" -> false;
                                    default -> throw unexpected(name, "true or false", said);
                                });
    }

    /** A size within its bound; of a pair of equal ones, either. Empty if it is not given. */
    public OptionalInt size(String name, SizeLimit limit) {
        Optional<Said> said = find(name);
        return said.isPresent()
                ? OptionalInt.of(size(name, limit, said.get()))
                : OptionalInt.empty();
    }

    private int size(String name, SizeLimit limit, Said said) {
        Set<String> texts =
                said.value().isArray()
                        ? elements(said.value()).map(JsonNode::asText).collect(Collectors.toSet())
                        : Set.of(said.text());
        try {
            if (texts.size() == 1) {
                long size = Long.parseLong(texts.iterator().next().strip());
                return limit.require(said.by() + ", " + name, size);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about all kinds of mistake.
        }
        throw unexpected(name, "a positive whole number", said);
    }

    /**
     * A number that the original constructor has by default.
     *
     * @param words meaning of the default
     */
    public double number(String name, double value, double least, double most, String words) {
        Optional<Said> said = find(name);
        if (said.isEmpty()) {
            assume(new Assumption(name, Double.toString(value), words, Assumption.Reason.DEFAULT));
            return value;
        }
        try {
            double number = Double.parseDouble(said.get().text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about both kinds of mistake.
        }
        throw unexpected(name, "a number from %s to %s".formatted(least, most), said.get());
    }

    /**
     * Numbers, as a scale; in a choice, after commas.
     *
     * @param count so many
     */
    public Optional<List<Float>> numbers(String name, int count) {
        return find(name).map(said -> numbers(name, count, said));
    }

    private static List<Float> numbers(String name, int count, Said said) {
        try {
            List<Float> numbers =
                    (said.value().isArray()
                                    ? elements(said.value()).map(JsonNode::asText)
                                    : Stream.of(said.text().split(",")))
                            .map(text -> Float.valueOf(text.strip()))
                            .toList();
            if (numbers.size() == count && numbers.stream().allMatch(Float::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about both kinds of mistake.
        }
        throw unexpected(name, count + " numbers", said);
    }

    /** A word; empty if it is not given. */
    public Optional<String> word(String name) {
        return find(name).map(Said::text);
    }

    /** A word, assumed if it is not given. */
    public String word(String name, String value, Assumption.Reason reason, String words) {
        Optional<String> said = word(name);
        if (said.isEmpty()) {
            assume(new Assumption(name, value, words, reason));
        }
        return said.orElse(value);
    }

    /** Arguments within an argument, as {@code ssm_cfg}; empty if none is given. */
    public Optional<ConstructorArguments> inner(String name) {
        return find(name)
                .map(
                        said -> {
                            String where = said.by() + "." + name;
                            JsonFields fields =
                                    said.value().isObject()
                                            ? JsonFields.of(said.value(), where)
                                            : JsonFields.parse(said.text(), where);
                            return new ConstructorArguments(Map.of(), fields.node(), where);
                        });
    }

    /**
     * Rows of words, as a scan's directions per block: a list of lists in a description; in a
     * choice, words after commas and rows after semicolons.
     */
    public Optional<List<List<String>>> table(String name) {
        return find(name)
                .map(said -> said.value().isTextual() ? rows(said.text()) : rows(said.value()));
    }

    private static List<List<String>> rows(String text) {
        return Stream.of(text.split(";"))
                .map(row -> Stream.of(row.split(",")).map(String::strip).toList())
                .toList();
    }

    private static List<List<String>> rows(JsonNode node) {
        return elements(node).map(row -> elements(row).map(JsonNode::asText).toList()).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Keeps that something was assumed. */
    public void assume(Assumption assumption) {
        assumptions.add(assumption);
    }

    /** A table as the user would give it: words after commas, rows after semicolons. */
    public static String written(List<List<String>> table) {
        return table.stream().map(row -> String.join(",", row)).collect(Collectors.joining(";"));
    }

    /** Everything that was assumed. */
    public List<Assumption> assumptions() {
        return List.copyOf(assumptions);
    }

    /**
     * Holds what is said of a size against the shapes of the weights.
     *
     * @return the size found
     * @throws Problem if they differ
     */
    public int agreeing(String name, int found) {
        agree(name, String.valueOf(found), text -> text.equals(String.valueOf(found)));
        return found;
    }

    /** As {@link #agreeing(String, int)}, of what the weights have or do not have. */
    public boolean agreeing(String name, boolean found) {
        Optional<Boolean> said = flag(name);
        if (said.isPresent() && said.get() != found) {
            throw contradiction(name, String.valueOf(found), find(name).orElseThrow());
        }
        return found;
    }

    /**
     * As {@link #agreeing(String, int)}, of any value.
     *
     * @param found as the user would write it
     * @param same whether the given text means the same
     */
    public void agree(String name, String found, Predicate<String> same) {
        Optional<Said> said = find(name);
        if (said.isPresent() && !same.test(said.get().text())) {
            throw contradiction(name, found, said.get());
        }
    }

    /**
     * Refuses a value that the original can compute with and this program cannot.
     *
     * @param known as {@code silu}
     */
    public void only(String name, String known, Predicate<String> fits) {
        find(name)
                .filter(said -> !fits.test(said.text()))
                .ifPresent(
                        said -> {
                            throw new Problem(
                                    "%s: a model with %s = %s cannot be run: only %s can."
                                            .formatted(said.by(), name, said.text(), known));
                        });
    }

    /**
     * For {@link #agree}: a ratio of two widths, which the originals round down.
     *
     * @param width that is multiplied
     * @param product found in the weights
     */
    public static Predicate<String> times(int width, int product) {
        return text -> {
            try {
                return (int) (Double.parseDouble(text) * width) == product;
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    /** For {@link #agree}: channels of a step's projection, {@code auto} for a sixteenth. */
    public static Predicate<String> rank(int width, int found) {
        return text ->
                text.equals(String.valueOf(found))
                        || text.equals("auto") && found == Math.ceilDiv(width, 16);
    }

    /**
     * One sentence on what was assumed after the published models; empty if nothing was. What the
     * original's constructor has by default is left to {@link #assumptions}.
     */
    public Optional<String> assumed() {
        List<String> words =
                assumptions.stream().filter(Assumption::isOpen).map(Assumption::words).toList();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Assumed, since the weights cannot tell: %s."
                                .formatted(String.join(", ", words)));
    }

    private Optional<Said> find(String name) {
        read.add(name);
        if (chosen.containsKey(name)) {
            return Optional.of(new Said(TextNode.valueOf(chosen.get(name)), CHOSEN));
        }
        return said(described, name, place).or(() -> said(stored, name, "the weight file"));
    }

    private static Optional<Said> said(JsonNode from, String name, String by) {
        JsonNode node = from.path(name);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(new Said(node, by));
    }

    private static Problem unexpected(String name, String expected, Said found) {
        return new Problem(
                "%s: expected %s for %s, found %s."
                        .formatted(found.by(), expected, name, found.text()));
    }

    private static Problem contradiction(String name, String found, Said said) {
        return new Problem(
                "%s: the weights have %s = %s, but %s is said: correct it, or take the weights that belong to it."
                        .formatted(said.by(), name, found, said.text()));
    }
}
