package org.mambascope.dataset.detection;

import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.image.Picture;

import java.util.List;
import java.util.OptionalInt;

/** Images of a dataset for detection, without their objects. */
record UnlabelledImages(DetectionDataset dataset) implements Dataset {
    @Override
    public String name() {
        return dataset.name();
    }

    @Override
    public List<String> notes() {
        return dataset.notes();
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
        return OptionalInt.empty();
    }

    @Override
    public List<String> classes() {
        return List.of();
    }
}
