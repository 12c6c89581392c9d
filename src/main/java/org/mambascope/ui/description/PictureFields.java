package org.mambascope.ui.description;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.mambascope.base.Problem;
import org.mambascope.image.Interpolation;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.Preprocessing.Fit;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.text.Texts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Preprocessing as fields that are typed into. */
public final class PictureFields {
    /** Method of bringing images to size. */
    public enum Method {
        RESIZE,
        PAD,
        CANVAS
    }

    private static final int BORDERS = 4;

    private final int height;
    private final int width;
    private final boolean detects;
    private final ObjectProperty<Method> method = new SimpleObjectProperty<>(Method.RESIZE);
    private final ObjectProperty<Interpolation> interpolation =
            new SimpleObjectProperty<>(Interpolation.BICUBIC);
    private final StringProperty shorterSide = new SimpleStringProperty("");
    private final StringProperty scale = new SimpleStringProperty("");
    private final List<StringProperty> border = fields(BORDERS);
    private final StringProperty level = new SimpleStringProperty("0");
    private final List<StringProperty> mean = fields(3);
    private final List<StringProperty> deviation = fields(3);

    PictureFields(Preprocessing preprocessing) {
        height = preprocessing.height();
        width = preprocessing.width();
        detects = preprocessing.fit() instanceof Fit.Canvas;
        border.forEach(side -> side.set("0"));
        shorterSide.set(Integer.toString(Math.min(height, width)));
        show(preprocessing);
    }

    private static List<StringProperty> fields(int count) {
        return Stream.generate(() -> (StringProperty) new SimpleStringProperty(""))
                .limit(count)
                .toList();
    }

    /** Fills all fields. */
    void show(Preprocessing preprocessing) {
        switch (preprocessing.fit()) {
            case Fit.ResizeAndCrop(int side, Interpolation filter) -> {
                method.set(Method.RESIZE);
                shorterSide.set(Integer.toString(side));
                interpolation.set(filter);
            }
            case Fit.Squash(int high, int wide, Interpolation filter) -> {
                method.set(Method.RESIZE);
                shorterSide.set(high + " × " + wide);
                interpolation.set(filter);
            }
            case Fit.Canvas(int longSide, int shortSide) -> {
                method.set(Method.CANVAS);
                scale.set(longSide + " × " + shortSide);
            }
            case Fit.Pad(int left, int top, int right, int bottom, int value) -> {
                method.set(Method.PAD);
                List<Integer> sides = List.of(left, top, right, bottom);
                for (int i = 0; i < BORDERS; i++) {
                    border.get(i).set(Integer.toString(sides.get(i)));
                }
                level.set(Integer.toString(value));
            }
        }
        for (int colour = 0; colour < 3; colour++) {
            mean.get(colour).set(number(preprocessing.mean().get(colour)));
            deviation.get(colour).set(number(preprocessing.deviation().get(colour)));
        }
    }

    private static String number(float value) {
        int decimals = new BigDecimal(Float.toString(value)).stripTrailingZeros().scale();
        return NumberFormatting.fixed(value, Math.max(0, decimals));
    }

    /**
     * What the fields say.
     *
     * @throws Problem if they cannot mean anything
     */
    Preprocessing read() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (method.get()) {
            case RESIZE -> {
                List<String> sides = sides(shorterSide);
                if (sides.size() == 2) {
                    putSides(node.putArray("resize"), sides);
                } else {
                    node.put("resize", whole(shorterSide));
                }
                node.put("interpolation", interpolation.get().id());
            }
            case CANVAS -> putSides(node.putArray("canvas"), sides(scale));
            case PAD -> {
                ArrayNode sides = node.putArray("pad");
                border.forEach(side -> sides.add(whole(side)));
                node.put("pad_value", whole(level));
            }
        }
        ArrayNode means = node.putArray("mean");
        mean.forEach(field -> means.add(decimal(field)));
        ArrayNode deviations = node.putArray("std");
        deviation.forEach(field -> deviations.add(decimal(field)));
        return Preprocessing.fromJson(node, height, width);
    }

    private static List<String> sides(StringProperty field) {
        return List.of(field.get().split("[×x]", -1));
    }

    private static void putSides(ArrayNode node, List<String> sides) {
        sides.forEach(side -> node.add(whole(new SimpleStringProperty(side))));
    }

    private static int whole(StringProperty field) {
        try {
            return Integer.parseInt(field.get().strip());
        } catch (NumberFormatException e) {
            throw new Problem(Texts.of("description.whole", field.get()), e);
        }
    }

    /** With a point or a comma, in every language. */
    private static float decimal(StringProperty field) {
        try {
            return Float.parseFloat(field.get().strip().replace(',', '.').replace('−', '-'));
        } catch (NumberFormatException e) {
            throw new Problem(Texts.of("description.decimal", field.get()), e);
        }
    }

    /** Everything that {@link #read} depends on. */
    Observable[] all() {
        List<Observable> all =
                new ArrayList<>(List.of(method, interpolation, shorterSide, scale, level));
        all.addAll(border);
        all.addAll(mean);
        all.addAll(deviation);
        return all.toArray(Observable[]::new);
    }

    /** Those that the model's images can be brought to size by. */
    public List<Method> methods() {
        return detects ? List.of(Method.CANVAS) : List.of(Method.RESIZE, Method.PAD);
    }

    public ObjectProperty<Method> method() {
        return method;
    }

    public ObjectProperty<Interpolation> interpolation() {
        return interpolation;
    }

    /** Of the picture before the centre is cut out, in pixels. */
    public StringProperty shorterSide() {
        return shorterSide;
    }

    /** Longest and shortest side of a detector's images, in pixels. */
    public StringProperty scale() {
        return scale;
    }

    /** Left, top, right and bottom, in pixels. */
    public List<StringProperty> border() {
        return border;
    }

    /** Grey of the border, 0 … 255. */
    public StringProperty level() {
        return level;
    }

    /** Red, green and blue, on the scale 0 … 1. */
    public List<StringProperty> mean() {
        return mean;
    }

    /** Red, green and blue, on the scale 0 … 1. */
    public List<StringProperty> deviation() {
        return deviation;
    }
}
