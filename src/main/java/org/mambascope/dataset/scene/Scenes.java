package org.mambascope.dataset.scene;

import org.mambascope.base.Problem;
import org.mambascope.base.ProgramFolder;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.annotation.Segmentation;
import org.mambascope.image.Picture;
import org.mambascope.image.mask.Rle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scenes of Fashion-MNIST's garments as a dataset. They are composed when asked for, each time
 * alike: real garments on drawn backgrounds, neither photographs nor COCO.
 */
public final class Scenes implements DetectionDataset {
    /** Beginning of the text that names scenes instead of a folder. */
    public static final String PREFIX = SceneSource.PREFIX;

    /** Where Debian's package dataset-fashion-mnist puts its files. */
    private static final Path PACKAGED = Path.of("/usr/share/datasets/fashion-mnist");

    private static final List<String> NAMES =
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot");

    private final String name;
    private final ScenePart part;
    private final SceneGenerator generator;
    private final int count;

    private Scenes(String name, ScenePart part, SceneGenerator generator, int count) {
        this.name = name;
        this.part = part;
        this.generator = generator;
        this.count = count;
    }

    /**
     * Opens scenes by their name: {@code scenes:train} or {@code scenes:val}, then, each if wanted,
     * the size as {@code :128x96} (otherwise 128 × 128), the number of scenes (otherwise 10,000 and
     * 1,000) and the folder of Fashion-MNIST's IDX files: {@code scenes:val:128x96:300:FOLDER}.
     * Without a folder, that of Debian's package is taken, then that of the program's samples,
     * which has all garments for {@code val}, but only 256 for {@code train}.
     *
     * @throws Problem if the name is none, or the garments are missing or damaged
     */
    public static Scenes open(String source) {
        SceneSource named = SceneSource.parse(source);
        Path folder = named.folder().orElseGet(Scenes::folder);
        Dataset garments = Datasets.open(folder, named.part().split());
        requireGarments(folder, garments);
        return new Scenes(
                source,
                named.part(),
                new SceneGenerator(garments, named.part().seed(), named.width(), named.height()),
                named.count());
    }

    private static Path folder() {
        return Stream.concat(Stream.of(PACKAGED), ProgramFolder.sampleImages().stream())
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "Scenes need the garments of Fashion-MNIST: expected IDX files in %s, found no such folder; name another one after the scenes, as scenes:val:FOLDER."
                                                .formatted(PACKAGED)));
    }

    private static void requireGarments(Path folder, Dataset garments) {
        boolean labelled =
                IntStream.range(0, garments.size())
                        .allMatch(i -> garments.label(i).orElse(NAMES.size()) < NAMES.size());
        Picture first = garments.picture(0);
        if (!labelled || first.width() != Garment.SIDE || first.height() != Garment.SIDE) {
            throw new Problem(
                    "%s: expected Fashion-MNIST, %d classes of %d × %d pixels, found another dataset."
                            .formatted(folder, NAMES.size(), Garment.SIDE, Garment.SIDE));
        }
    }

    /** Number of garments of which scenes are composed. */
    public int garments() {
        return generator.garments().size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> notes() {
        return garments() == part.garments()
                ? List.of()
                : List.of(
                        "The scenes of %s are composed of %d garments, not of the %d that Fashion-MNIST has, and differ from those."
                                .formatted(name, garments(), part.garments()));
    }

    @Override
    public List<Category> categories() {
        return IntStream.range(0, NAMES.size())
                .mapToObj(label -> new Category(label + 1, NAMES.get(label)))
                .toList();
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public AnnotatedImage image(int index) {
        List<AnnotatedObject> objects =
                generator.scene(index).items().stream().map(Scenes::object).toList();
        return new AnnotatedImage(
                index + 1, fileName(index), generator.width(), generator.height(), objects);
    }

    private static AnnotatedObject object(Scene.Item item) {
        Rle mask = Rle.of(item.visible());
        return new AnnotatedObject(
                item.label(), mask.box(), mask.area(), false, new Segmentation.Pixels(mask));
    }

    private static String fileName(int index) {
        return "%06d.png".formatted(index);
    }

    @Override
    public Picture picture(int index) {
        return new Picture(
                fileName(index),
                generator.width(),
                generator.height(),
                generator.scene(index).rgb());
    }
}
