package org.mambascope.dataset;

import org.mambascope.image.Picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Datasets one after the other; labelled where all have the same classes. */
final class JoinedDataset implements Dataset {
    private record Place(Dataset part, int index) {}

    private final String name;
    private final List<Place> places = new ArrayList<>();
    private final List<String> classes;
    private final boolean labelled;
    private final boolean numbered;
    private final List<String> notes;
    private final Map<LeftOut, Integer> leftOut;

    JoinedDataset(List<Dataset> parts) {
        name =
                parts.size() <= 3
                        ? parts.stream().map(Dataset::name).collect(Collectors.joining(", "))
                        : parts.getFirst().name() + " and " + (parts.size() - 1) + " more";
        labelled = parts.stream().map(Dataset::classes).distinct().count() == 1;
        numbered = parts.stream().allMatch(Dataset::numbered);
        notes = parts.stream().flatMap(part -> part.notes().stream()).distinct().toList();
        leftOut = LeftOut.sum(parts.stream().map(Dataset::leftOut).toList());
        classes = labelled ? parts.getFirst().classes() : List.of();
        for (Dataset part : parts) {
            for (int i = 0; i < part.size(); i++) {
                places.add(new Place(part, i));
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public Picture picture(int index) {
        Place place = places.get(index);
        return place.part().picture(place.index());
    }

    @Override
    public OptionalInt label(int index) {
        Place place = places.get(index);
        return labelled ? place.part().label(place.index()) : OptionalInt.empty();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public boolean numbered() {
        return numbered;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public Map<LeftOut, Integer> leftOut() {
        return leftOut;
    }
}
