package org.mambascope.dataset;

import org.mambascope.image.Picture;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A dataset of which more is to be said, before what it says itself. */
record NotedDataset(Dataset dataset, List<String> before) implements Dataset {
    @Override
    public String name() {
        return dataset.name();
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public Picture picture(int index) {
        return dataset.picture(index);
    }

    @Override
    public OptionalInt label(int index) {
        return dataset.label(index);
    }

    @Override
    public List<String> classes() {
        return dataset.classes();
    }

    @Override
    public boolean numbered() {
        return dataset.numbered();
    }

    @Override
    public List<String> notes() {
        return Stream.concat(before.stream(), dataset.notes().stream()).toList();
    }

    @Override
    public Map<LeftOut, Integer> leftOut() {
        return dataset.leftOut();
    }
}
