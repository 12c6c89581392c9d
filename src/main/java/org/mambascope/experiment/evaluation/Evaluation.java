package org.mambascope.experiment.evaluation;

import org.mambascope.base.Progress;
import org.mambascope.image.content.ImageContents;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.List;

/**
 * Questions about images to a model, which have right answers: what a task measures a model by.
 *
 * @param <A> answers of the task
 */
public interface Evaluation<A extends Answers> {
    /** The set of the images, for the user. */
    String dataset();

    /**
     * Notes on opening the images, matching their classes and choosing among them, a sentence each.
     *
     * @param limit number of images at most
     */
    List<String> notes(long limit);

    /** Name of the first measure of its answers, which is in percent, as {@code top-1}. */
    String measuredBy();

    /** Words for how classes of the images were matched to the model's. */
    String classesMatchedBy();

    /**
     * Contents of the images, read for this alone; those that cannot be read are left out.
     *
     * @param limit at most so many images
     */
    ImageContents contents(long limit, Progress progress);

    /**
     * Asks several variants of the model about the same images, preprocessing each image once.
     *
     * @param variants quantised layers, simulated in place of the model's own; none for the model
     *     as it is
     * @param limit number of images at most
     * @return answers of each variant
     * @throws org.mambascope.base.Problem if no image has a right answer
     */
    List<A> run(List<List<QuantisedLayer>> variants, long limit, Progress progress);

    /** Asks the model as it is, as {@link #run(List, long, Progress)}. */
    default A run(long limit, Progress progress) {
        return run(List.of(List.of()), limit, progress).getFirst();
    }
}
