package org.mambascope.model.vim;

import org.mambascope.base.Problem;
import org.mambascope.model.Assumption.Reason;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.PlainRecognition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Recognises a Vim from names and shapes of its weights. */
public final class VimRecognition {
    private static final String MIXER = "layers.0.mixer.";

    /** Arguments of {@code VisionMamba} of the original. */
    static final Constructor CONSTRUCTOR = constructor();

    /** Names of weights that identify a Vim. */
    static final List<String> MARKS = PlainRecognition.marks("");

    private final WeightShapes shapes;
    private final ConstructorArguments arguments;

    private VimRecognition(WeightShapes shapes, ConstructorArguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
    }

    private static Constructor constructor() {
        Set<String> honoured = new HashSet<>(PlainRecognition.HONOURED);
        honoured.addAll(
                Set.of(
                        "stride",
                        "if_bidirectional",
                        "flip_img_sequences_ratio",
                        "if_bimamba",
                        "bimamba_type",
                        "if_divide_out",
                        "init_layer_scale",
                        "use_double_cls_token"));
        return new Constructor("vim", "Vim", honoured, PlainRecognition.INERT);
    }

    /**
     * The configuration that these weights belong to. What they cannot tell comes from {@code
     * arguments}.
     *
     * @throws Problem if arguments and shapes contradict each other
     */
    public static VimConfiguration recognise(WeightShapes shapes, ConstructorArguments arguments) {
        return new VimRecognition(shapes, arguments).configuration();
    }

    private VimConfiguration configuration() {
        arguments.only("flip_img_sequences_ratio", "no random order", VimRecognition::neverFlips);
        arguments.agree("init_layer_scale", "none", scale -> shapes.has(MIXER + "gamma"));
        PlainConfiguration plain =
                new PlainRecognition(shapes, arguments, "").recognise(classToken(), true, false);
        return new VimConfiguration(plain, directions(), dividesOutput(), alternating(plain));
    }

    private ClassToken classToken() {
        boolean both = arguments.agreeing("use_double_cls_token", shapes.has("cls_token_head"));
        if (both) {
            return ClassToken.BOTH_ENDS;
        }
        if (!shapes.has("cls_token")) {
            return ClassToken.NONE;
        }
        return arguments.flag(
                        "use_middle_cls_token", true, Reason.PUBLISHED, ClassToken.MIDDLE.words())
                ? ClassToken.MIDDLE
                : ClassToken.HEAD;
    }

    private Directions directions() {
        Directions found = foundDirections();
        boolean shared = arguments.flag("if_bimamba").orElse(false);
        if (shared) {
            arguments.agreeing("if_bimamba", found == Directions.SHARED);
        } else {
            arguments.agree("bimamba_type", found.argument(), found.argument()::equals);
        }
        return found;
    }

    private Directions foundDirections() {
        boolean separate =
                Stream.of("conv1d_b.weight", "x_proj_b.weight", "dt_proj_b.weight", "D_b")
                        .anyMatch(name -> shapes.has(MIXER + name));
        if (separate) {
            return Directions.SEPARATE;
        }
        return shapes.has(MIXER + "A_b_log") ? Directions.SHARED : Directions.FORWARD;
    }

    private boolean dividesOutput() {
        return foundDirections() == Directions.SEPARATE
                && arguments.flag(
                        "if_divide_out", true, Reason.PUBLISHED, "both directions averaged");
    }

    private boolean alternating(PlainConfiguration plain) {
        boolean pairs =
                arguments.flag(
                        "if_bidirectional",
                        false,
                        Reason.DEFAULT,
                        "every block reads the tokens in the same order");
        if (pairs && plain.depth() % 2 != 0) {
            throw new Problem(
                    "Expected an even number of blocks for if_bidirectional, found %d."
                            .formatted(plain.depth()));
        }
        return pairs;
    }

    private static boolean neverFlips(String ratio) {
        try {
            return Double.parseDouble(ratio) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
