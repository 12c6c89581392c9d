package org.mambascope.model;

import org.mambascope.base.Problem;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.input.Colours;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model with all contents of its files.
 *
 * @param name for the user: the file's name without its ending
 * @param file of the weights
 * @param network that runs
 * @param preprocessing of images to its input
 * @param classes names of the logits; empty if unknown
 * @param notes facts about loading, a sentence each: assumed, interpolated, missing or unexpected
 * @param assumptions arguments that neither weights nor description give, one by one
 */
public record LoadedModel(
        String name,
        Path file,
        VisualMamba network,
        Preprocessing preprocessing,
        List<String> classes,
        List<String> notes,
        List<Assumption> assumptions)
        implements AutoCloseable {
    public LoadedModel {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
        assumptions = List.copyOf(assumptions);
    }

    /** A model of which nothing was assumed. */
    public LoadedModel(
            String name,
            Path file,
            VisualMamba network,
            Preprocessing preprocessing,
            List<String> classes,
            List<String> notes) {
        this(name, file, network, preprocessing, classes, notes, List.of());
    }

    /**
     * Closes and refuses a model whose input is something else than colour or grey images.
     *
     * @return this model
     * @throws Problem with the number of channels that it reads
     */
    public LoadedModel requireImages() {
        int colours = network.colours();
        if (!Colours.areThoseOfImages(colours)) {
            close();
            throw new Problem(
                    "%s: expected a model of images with 3 channels, or 1 for grey, found %d: the command run takes tensors of %d channels."
                            .formatted(file.getFileName(), colours, colours));
        }
        return this;
    }

    /**
     * Refuses a model that does something else than classify; it stays open.
     *
     * @return this model
     * @throws Problem with what it does
     */
    public LoadedModel requireClassifier() {
        if (!(network.head() instanceof ClassifierHead)) {
            throw new Problem(
                    "%s: expected a model that classifies, found a %s, which detects objects: take a classifier's weights."
                            .formatted(file.getFileName(), network.summary().family()));
        }
        return this;
    }

    /**
     * Refuses a model that does something else than detect objects; it stays open.
     *
     * @return this model
     * @throws Problem with what it does
     */
    public LoadedModel requireDetector() {
        if (!(network.head() instanceof DetectorHead)) {
            throw new Problem(
                    "%s: expected a model that detects objects, found a %s, which classifies: take a detector's weights, with neck, rpn_head and roi_head beside the backbone."
                            .formatted(file.getFileName(), network.summary().family()));
        }
        return this;
    }

    /** Name of a class for the user: its own, or its number where names are unknown. */
    public String className(int index) {
        List<String> names = decidedClasses();
        return names.isEmpty() ? "class " + index : names.get(index);
    }

    /**
     * Returns true if there is one logit, whose sigmoid is the probability of class 1 against class
     * 0.
     */
    public boolean isSigmoid() {
        return network.summary().classes() == 1;
    }

    /** Names of the classes among which it decides: two of a single logit; empty if unknown. */
    public List<String> decidedClasses() {
        return classes.size() == 1
                ? List.of("not " + classes.getFirst(), classes.getFirst())
                : classes;
    }

    /** Copy with another note. */
    public LoadedModel noting(String sentence) {
        List<String> all = new ArrayList<>(notes);
        all.add(sentence);
        return new LoadedModel(name, file, network, preprocessing, classes, all, assumptions);
    }

    @Override
    public void close() {
        network.close();
    }
}
