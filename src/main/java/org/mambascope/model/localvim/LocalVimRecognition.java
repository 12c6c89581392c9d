package org.mambascope.model.localvim;

import org.mambascope.base.Problem;
import org.mambascope.model.Assumption;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.PlainRecognition;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises a LocalVim from names and shapes of its weights. */
public final class LocalVimRecognition {
    private static final String FIRST = "_0";
    private static final String DIRECTIONS = "directions";

    /** Names of weights that identify a LocalVim. */
    static final List<String> MARKS = PlainRecognition.marks(FIRST);

    /** Arguments of {@code VisionMamba} of LocalMamba. */
    static final Constructor CONSTRUCTOR = constructor();

    private final WeightShapes shapes;
    private final ConstructorArguments arguments;

    private LocalVimRecognition(WeightShapes shapes, ConstructorArguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
    }

    private static Constructor constructor() {
        Set<String> honoured = new HashSet<>(PlainRecognition.HONOURED);
        honoured.add(DIRECTIONS);
        Set<String> inert = new HashSet<>(PlainRecognition.INERT);
        inert.add("bimamba_type");
        return new Constructor("localvim", "LocalVim", honoured, inert);
    }

    /**
     * The configuration that these weights belong to. The scans' directions, which they cannot
     * tell, come from {@code arguments} or are those of the published model of this size.
     *
     * @throws Problem if arguments and shapes contradict each other, or directions are not known
     */
    public static LocalVimConfiguration recognise(
            WeightShapes shapes, ConstructorArguments arguments) {
        return new LocalVimRecognition(shapes, arguments).configuration();
    }

    private LocalVimConfiguration configuration() {
        PlainRecognition recognition = new PlainRecognition(shapes, arguments, FIRST);
        PlainConfiguration plain = recognition.recognise(classToken(), false, true);
        if (plain.imageSize() % plain.patchSize() != 0) {
            throw new Problem(
                    "Expected an image size that patches of %d pixels divide, found %d."
                            .formatted(plain.patchSize(), plain.imageSize()));
        }
        return new LocalVimConfiguration(
                plain,
                directions(plain),
                shapes.size("layers.0.mixer.attn.global_reduce.weight", 0));
    }

    private ClassToken classToken() {
        if (!shapes.has("cls_token")) {
            return ClassToken.NONE;
        }
        arguments.only("use_middle_cls_token", "true", text -> text.equalsIgnoreCase("true"));
        return ClassToken.MIDDLE;
    }

    private List<List<String>> directions(PlainConfiguration plain) {
        Optional<List<List<String>>> said = arguments.table(DIRECTIONS);
        List<List<String>> directions =
                said.map(rows -> forEveryBlock(rows, plain.depth()))
                        .orElseGet(() -> published(plain));
        checkCounts(directions, plain.depth());
        return directions;
    }

    private static List<List<String>> forEveryBlock(List<List<String>> rows, int depth) {
        return rows.size() == 1 ? Collections.nCopies(depth, rows.getFirst()) : rows;
    }

    private List<List<String>> published(PlainConfiguration plain) {
        PublishedLocalVimDirections published =
                PublishedLocalVimDirections.of(plain.depth(), plain.width())
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "The weights do not tell in which directions this LocalVim of %d blocks and %d channels scans: say it with directions, as h,h_flip,w2,w2_flip for every block alike, or one such list a block after semicolons."
                                                        .formatted(plain.depth(), plain.width())));
        arguments.assume(
                new Assumption(
                        DIRECTIONS,
                        ConstructorArguments.written(published.directions()),
                        "the published scan directions of " + published.words()));
        return published.directions();
    }

    private void checkCounts(List<List<String>> directions, int depth) {
        if (directions.size() != depth) {
            throw new Problem(
                    "The weights have %d blocks, but directions are given for %d: give one list for each block, or one for all."
                            .formatted(depth, directions.size()));
        }
        for (int block = 0; block < depth; block++) {
            int scans = shapes.parts("layers." + block + ".mixer.A_log_", "");
            if (directions.get(block).size() != scans) {
                throw new Problem(
                        "The weights scan in %d directions in block %d, but directions gives %s."
                                .formatted(scans, block, directions.get(block)));
            }
        }
    }
}
