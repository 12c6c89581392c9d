package org.mambascope.dataset.scene;

import org.mambascope.dataset.Split;

/** Parts of the dataset of scenes, of garments that the other part has not. */
enum ScenePart {
    /** Of the 60,000 images for training. */
    TRAIN("train", Split.TRAIN, 1, 10_000, 60_000),
    /** Of the 10,000 images for testing. */
    VAL("val", Split.TEST, 2, 1_000, 10_000);

    private final String id;
    private final Split split;
    private final long seed;
    private final int scenes;
    private final int garments;

    ScenePart(String id, Split split, long seed, int scenes, int garments) {
        this.id = id;
        this.split = split;
        this.seed = seed;
        this.scenes = scenes;
        this.garments = garments;
    }

    /** The name for the user. */
    String id() {
        return id;
    }

    Split split() {
        return split;
    }

    long seed() {
        return seed;
    }

    /** Number of scenes if nothing else is said. */
    int scenes() {
        return scenes;
    }

    /** Number of garments that Fashion-MNIST has for it. */
    int garments() {
        return garments;
    }
}
