package org.mambascope.dataset;

import org.mambascope.base.Problem;
import org.mambascope.image.label.ClassNames;
import org.mambascope.image.label.LabelFile;
import org.mambascope.image.label.SplitName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out how a folder's images are divided and labelled, and keeps how it did. */
final class FolderReader {
    private final Split split;

    /** Folders on the way, the innermost first: files of labels and classes may lie in each. */
    private final List<Path> way = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    FolderReader(Split split) {
        this.split = split;
    }

    private FolderReader(FolderReader before) {
        this(before.split);
        way.addAll(before.way);
        notes.addAll(before.notes);
    }

    Dataset open(ImageFolder folder) throws IOException {
        way.addFirst(folder.path());
        if (IdxDataset.isIn(folder.path())) {
            return IdxDataset.open(folder.path(), split);
        }
        Map<SplitName, ImageFolder> parts = parts(folder);
        if (!parts.isEmpty()) {
            return part(folder, parts);
        }
        if (isWrapper(folder)) {
            return open(folder.folders().getFirst());
        }
        Labelling labelling = new Labelling(folder, split, notes);
        Optional<Path> names = inWay(ClassNames::in);
        Optional<Path> labels = inWay(LabelFile::in);
        if (folder.images().isEmpty() && folder.folders().isEmpty()) {
            throw new Problem(
                    "The folder %s holds no images (PNG, JPEG, BMP, GIF, WebP, TIFF) and no IDX files%s: name a folder that does."
                            .formatted(folder.path(), except(folder)));
        }
        boolean classFolders = folder.folders().size() > (folder.images().isEmpty() ? 0 : 1);
        if (labels.isPresent()) {
            boolean loose = folder.folders().size() < 2 || !folder.images().isEmpty();
            if (!classFolders || loose && labelling.isNamedIn(labels.get())) {
                return labelling.fromFile(labels.get(), names);
            }
            notes.add(
                    "%s is not used: the folders name the classes."
                            .formatted(labels.get().getFileName()));
        }
        return classFolders ? labelling.byFolder(names) : labelling.none();
    }

    private static String except(ImageFolder folder) {
        return folder.leftOut().isEmpty() ? "" : ", only " + LeftOut.words(folder.leftOut());
    }

    private Optional<Path> inWay(Function<Path, Optional<Path>> search) {
        return way.stream().flatMap(folder -> search.apply(folder).stream()).findFirst();
    }

    /** The folders of splits, if a folder is divided into them (a class may be called "train"). */
    private static Map<SplitName, ImageFolder> parts(ImageFolder folder) {
        Map<SplitName, ImageFolder> parts = new EnumMap<>(SplitName.class);
        boolean all = folder.images().isEmpty();
        for (ImageFolder each : folder.folders()) {
            Optional<SplitName> name = SplitName.of(each.name());
            name.ifPresent(part -> parts.putIfAbsent(part, each));
            all &= name.isPresent();
        }
        boolean both = parts.containsKey(SplitName.TRAIN) && parts.size() > 1;
        return all || both ? parts : Map.of();
    }

    private Dataset part(ImageFolder folder, Map<SplitName, ImageFolder> parts) throws IOException {
        List<SplitName> there = split.preference().stream().filter(parts::containsKey).toList();
        SplitName chosen = there.getFirst();
        Dataset dataset = new FolderReader(this).open(parts.get(chosen));
        boolean other = false;
        if (split == Split.TEST
                && chosen == SplitName.TEST
                && there.contains(SplitName.VALIDATION)
                && !isLabelled(dataset)) {
            Dataset validation = new FolderReader(this).open(parts.get(SplitName.VALIDATION));
            if (isLabelled(validation)) {
                other = true;
                chosen = SplitName.VALIDATION;
                dataset = validation;
            }
        }
        String names =
                folder.folders().stream().map(ImageFolder::name).collect(Collectors.joining(", "));
        String note =
                "Of the folders %s in %s, %s is used as the %s split%s."
                        .formatted(
                                names,
                                folder.name(),
                                parts.get(chosen).name(),
                                chosen.words(),
                                other ? ", since the test split has no labels" : "");
        return new NotedDataset(dataset, List.of(note));
    }

    private static boolean isLabelled(Dataset dataset) {
        return dataset.labelSet().largest() >= 0;
    }

    /** Returns true if a folder holds its images in one folder whose name means nothing. */
    private static boolean isWrapper(ImageFolder folder) {
        return folder.images().isEmpty()
                && folder.folders().size() == 1
                && SplitName.isGeneric(folder.folders().getFirst().name());
    }
}
