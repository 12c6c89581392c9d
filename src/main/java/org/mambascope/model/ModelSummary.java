package org.mambascope.model;

/**
 * A model in a few figures, for the sidebar and {@code inspect}.
 *
 * @param family as {@code Vim}
 * @param form variant within its family, in words: {@code class token in the middle}
 * @param parameters number of learned values
 * @param imageHeight input height in pixels
 * @param imageWidth input width in pixels
 * @param patchSize side of a patch in pixels
 * @param tokens positions that the first block sees, class tokens included
 * @param blocks number of blocks
 * @param width channels between blocks (of the first stage, if they change)
 * @param stateSize states per channel of the scan (N)
 * @param classes number of logits
 */
public record ModelSummary(
        String family,
        String form,
        long parameters,
        int imageHeight,
        int imageWidth,
        int patchSize,
        int tokens,
        int blocks,
        int width,
        int stateSize,
        int classes) {
    /** The same model over images of another size; {@code tokens} stay those of its own. */
    public ModelSummary over(int height, int width) {
        return new ModelSummary(
                family,
                form,
                parameters,
                height,
                width,
                patchSize,
                tokens,
                blocks,
                this.width,
                stateSize,
                classes);
    }
}
