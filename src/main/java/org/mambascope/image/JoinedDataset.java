package org.mambascope.image;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Datasets one after the other; labelled where all have the same classes. */
record JoinedDataset(List<Dataset> parts) implements Dataset {
    private record Place(Dataset part, int index) {}

    JoinedDataset {
        parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return parts.size() <= 3
                ? parts.stream().map(Dataset::name).collect(Collectors.joining(", "))
                : parts.getFirst().name() + " and " + (parts.size() - 1) + " more";
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Dataset::size).reduce(0, Math::addExact);
    }

    @Override
    public Picture picture(int index) {
        Place place = place(index);
        return place.part().picture(place.index());
    }

    @Override
    public OptionalInt label(int index) {
        Place place = place(index);
        return haveSameClasses() ? place.part().label(place.index()) : OptionalInt.empty();
    }

    @Override
    public List<String> classes() {
        return haveSameClasses() ? parts.getFirst().classes() : List.of();
    }

    private boolean haveSameClasses() {
        return parts.stream().map(Dataset::classes).distinct().count() == 1;
    }

    private Place place(int index) {
        int left = index;
        for (Dataset part : parts) {
            if (left < part.size()) {
                return new Place(part, left);
            }
            left -= part.size();
        }
        throw new IndexOutOfBoundsException(index);
    }
}
