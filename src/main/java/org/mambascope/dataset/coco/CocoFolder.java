package org.mambascope.dataset.coco;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images in files and COCO's annotations of them.
 *
 * @param name for the user
 * @param annotations of the images
 * @param images folder from which the file names lead to the images
 */
public record CocoFolder(String name, CocoAnnotations annotations, Path images)
        implements DetectionDataset {
    private static final String ANNOTATIONS = "annotations";
    private static final String FILE = "annotations.json";
    private static final String INSTANCES = "instances_";
    private static final String JSON = ".json";

    /**
     * Opens a file of annotations, or a folder with {@code annotations.json} or a single {@code
     * instances_*.json} in it or in its folder {@code annotations}. For {@code val2017} of COCO,
     * {@code ../annotations/instances_val2017.json} is found too. Images lie beside the file, in a
     * folder {@code images} or one that is called as the split, there or one folder above.
     *
     * @throws Problem if there is no such file, several of them, or if it is damaged
     */
    public static CocoFolder open(Path path) {
        Path file = Files.isDirectory(path) ? find(path) : path;
        CocoAnnotations annotations = CocoAnnotations.read(file);
        String first = annotations.images().getFirst().name();
        Path images =
                places(path, file)
                        .filter(folder -> Files.isRegularFile(folder.resolve(first)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "%s: expected the image %s beside it, in a folder images or %s, found none."
                                                        .formatted(file, first, split(file))));
        return new CocoFolder(Pictures.nameOf(path), annotations, images);
    }

    /** Returns true if a path is a folder that {@link #open} finds annotations for. */
    public static boolean isIn(Path folder) {
        return Files.isDirectory(folder) && !candidates(folder).isEmpty();
    }

    private static Path find(Path folder) {
        List<Path> files = candidates(folder);
        if (files.size() != 1) {
            throw new Problem(
                    "%s: expected one file of annotations (%s or %s*%s), found %s."
                            .formatted(
                                    folder,
                                    FILE,
                                    INSTANCES,
                                    JSON,
                                    files.isEmpty() ? "none" : files));
        }
        return files.getFirst();
    }

    private static List<Path> candidates(Path folder) {
        Path below = folder.resolve(ANNOTATIONS);
        Path whole = folder.toAbsolutePath().normalize();
        Path beside =
                whole.resolveSibling(ANNOTATIONS)
                        .resolve(INSTANCES + Pictures.nameOf(whole) + JSON);
        Optional<Path> exact =
                Stream.of(folder.resolve(FILE), below.resolve(FILE), beside)
                        .filter(Files::isRegularFile)
                        .findFirst();
        return exact.map(List::of)
                .orElseGet(
                        () ->
                                Stream.of(folder, below)
                                        .flatMap(place -> instances(place).stream())
                                        .toList());
    }

    private static List<Path> instances(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isInstances(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }

    private static boolean isInstances(String name) {
        return name.startsWith(INSTANCES) && name.endsWith(JSON);
    }

    /** As {@code val2017} of {@code instances_val2017.json}; otherwise the name without ending. */
    private static String split(Path file) {
        String name = Pictures.nameOf(file);
        String plain = name.endsWith(JSON) ? name.substring(0, name.length() - 5) : name;
        return plain.startsWith(INSTANCES) ? plain.substring(INSTANCES.length()) : plain;
    }

    private static Stream<Path> places(Path path, Path file) {
        Path beside = file.toAbsolutePath().normalize().getParent();
        return Stream.of(
                        Optional.of(path),
                        Optional.of(beside),
                        Optional.ofNullable(beside.getParent()))
                .flatMap(Optional::stream)
                .flatMap(
                        base -> Stream.of(base, base.resolve("images"), base.resolve(split(file))));
    }

    @Override
    public List<Category> categories() {
        return annotations.categories();
    }

    @Override
    public int size() {
        return annotations.images().size();
    }

    @Override
    public AnnotatedImage image(int index) {
        return annotations.images().get(index);
    }

    @Override
    public Picture picture(int index) {
        AnnotatedImage image = image(index);
        Path file = images.resolve(image.name());
        Picture picture = Pictures.read(file);
        if (picture.width() != image.width() || picture.height() != image.height()) {
            throw new Problem(
                    "%s: expected %d × %d pixels as its annotations say, found %d × %d."
                            .formatted(
                                    file,
                                    image.width(),
                                    image.height(),
                                    picture.width(),
                                    picture.height()));
        }
        return picture;
    }
}
