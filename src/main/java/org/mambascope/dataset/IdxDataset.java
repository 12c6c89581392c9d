package org.mambascope.dataset;

import org.mambascope.base.Problem;
import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;
import org.mambascope.image.label.ClassNames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Grey images and labels of a pair of IDX files, as MNIST and Fashion-MNIST are published. */
final class IdxDataset implements Dataset {
    private static final Pattern IMAGES =
            Pattern.compile("(.*)images([-.])idx3-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final IdxFile images;
    private final Optional<IdxFile> labels;
    private final List<String> classes;

    private IdxDataset(
            String name, IdxFile images, Optional<IdxFile> labels, List<String> classes) {
        this.name = name;
        this.images = images;
        this.labels = labels;
        this.classes = List.copyOf(classes);
    }

    /** Returns true if a file is named like IDX images. */
    static boolean isImages(Path file) {
        return IMAGES.matcher(file.getFileName().toString()).matches();
    }

    /** Returns true if a folder holds a pair of IDX files of any split. */
    static boolean isIn(Path folder) throws IOException {
        for (Split split : Split.values()) {
            if (find(folder, split).isPresent()) {
                return true;
            }
        }
        return false;
    }

    static IdxDataset open(Path folder, Split split) throws IOException {
        Path images =
                find(folder, split)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "The dataset %s lacks its %s split: %s-images-idx3-ubyte.gz and %2$s-labels-idx1-ubyte.gz."
                                                        .formatted(
                                                                folder,
                                                                split.idxPrefix(),
                                                                split.idxPrefix())));
        return open(Pictures.nameOf(folder), images);
    }

    static IdxDataset open(Path images) throws IOException {
        return open(Pictures.nameOf(images), images);
    }

    private static IdxDataset open(String name, Path file) throws IOException {
        IdxFile images = IdxFile.read(file, 3);
        Optional<Path> labelsFile = labelsFile(file);
        if (labelsFile.isEmpty()) {
            return new IdxDataset(name, images, Optional.empty(), List.of());
        }
        IdxFile labels = IdxFile.read(labelsFile.get(), 1);
        if (labels.shape()[0] != images.shape()[0]) {
            throw new Problem(
                    "%s has %d labels for the %d images of %s: take the two files that belong together."
                            .formatted(
                                    labelsFile.get(),
                                    labels.shape()[0],
                                    images.shape()[0],
                                    file.getFileName()));
        }
        Path folder = file.toAbsolutePath().getParent();
        List<String> classes = ClassNames.in(folder).map(ClassNames::read).orElse(List.of());
        for (byte label : labels.values()) {
            if (!classes.isEmpty() && (label & 0xff) >= classes.size()) {
                throw new Problem(
                        "%s has a class numbered %d, but only %d classes are named beside it, numbered from 0: name the others too."
                                .formatted(labelsFile.get(), label & 0xff, classes.size()));
            }
        }
        return new IdxDataset(name, images, Optional.of(labels), classes);
    }

    private static Optional<Path> find(Path folder, Split split) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(IdxDataset::isImages)
                    .filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(split.idxPrefix()))
                    .filter(file -> labelsFile(file).isPresent())
                    .min(ImageFolder.BY_NAME);
        }
    }

    private static Optional<Path> labelsFile(Path images) {
        String plain =
                IMAGES.matcher(images.getFileName().toString())
                        .replaceFirst("$1labels$2idx1-ubyte");
        return Stream.of(plain, plain + ".gz")
                .map(images::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return images.shape()[0];
    }

    @Override
    public Picture picture(int index) {
        int height = images.shape()[1];
        int width = images.shape()[2];
        int[] rgb = new int[height * width];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (images.values()[index * rgb.length + i] & 0xff) * 0x010101;
        }
        return new Picture("image " + index, width, height, rgb);
    }

    @Override
    public OptionalInt label(int index) {
        return labels.isPresent()
                ? OptionalInt.of(labels.get().values()[index] & 0xff)
                : OptionalInt.empty();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public boolean numbered() {
        return true;
    }
}
