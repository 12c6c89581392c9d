package org.mambascope.model.vim;

import org.mambascope.base.Problem;
import org.mambascope.model.Arguments;
import org.mambascope.model.ClassToken;
import org.mambascope.model.Shapes;
import org.mambascope.model.plain.PlainRecognition;

import java.util.OptionalInt;

/** Recognises a Vim from names and shapes of its weights. */
public final class VimRecognition {
    private static final String MIXER = "layers.0.mixer.";

    private final Shapes shapes;
    private final Arguments arguments;

    private VimRecognition(Shapes shapes, Arguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
    }

    /** Whether these are weights of a Vim. */
    public static boolean fits(Shapes shapes) {
        return PlainRecognition.fits(shapes, "");
    }

    /**
     * The configuration that these weights belong to. What they cannot tell comes from {@code
     * arguments}.
     *
     * @throws Problem if arguments and shapes contradict each other
     */
    public static VimConfiguration recognise(Shapes shapes, Arguments arguments) {
        return new VimRecognition(shapes, arguments).configuration();
    }

    private VimConfiguration configuration() {
        PlainRecognition plain = new PlainRecognition(shapes, arguments, "");
        return new VimConfiguration(
                plain.recognise(classToken(), stride(plain.patchSize()), false),
                directions(),
                dividesOutput(),
                arguments.flag("if_bidirectional", false));
    }

    private ClassToken classToken() {
        if (shapes.has("cls_token_head")) {
            return ClassToken.BOTH_ENDS;
        }
        if (!shapes.has("cls_token")) {
            return ClassToken.NONE;
        }
        return arguments.flag("use_middle_cls_token", true, ClassToken.MIDDLE.words())
                ? ClassToken.MIDDLE
                : ClassToken.HEAD;
    }

    private int stride(int patch) {
        OptionalInt stride = arguments.number("stride");
        if (stride.isEmpty()) {
            arguments.assume(
                    "stride",
                    Integer.toString(patch),
                    "patches side by side (stride " + patch + ")");
        }
        return stride.orElse(patch);
    }

    private Directions directions() {
        if (shapes.has(MIXER + "conv1d_b.weight")) {
            return Directions.SEPARATE;
        }
        return shapes.has(MIXER + "A_b_log") ? Directions.SHARED : Directions.FORWARD;
    }

    private boolean dividesOutput() {
        return directions() == Directions.SEPARATE
                && arguments.flag("if_divide_out", true, "both directions averaged");
    }
}
