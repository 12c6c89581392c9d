package org.mambascope.session;

import org.mambascope.activation.Measure;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.layer.Smoothing;

import java.util.List;
import java.util.Optional;

/**
 * A session as a file keeps it: where things are and how they are looked at, not the things
 * themselves. Fields that are missing take their usual value.
 *
 * @param version of this form; {@link #VERSION}
 * @param model weight file; empty if none
 * @param images files and folders
 * @param sampleSize how many images are analysed at most; 0 for the usual number
 * @param measure what the map is coloured by; empty for the usual measure
 * @param scope over which images; empty for the usual ones
 * @param source of what; empty for the usual one
 * @param image index of the chosen image
 * @param point name of the chosen point; empty if none
 * @param token chosen token position; −1 if none
 * @param outlierThreshold times the median channel; 0 for the usual one
 * @param bins of the histogram; 0 for the usual number
 * @param bits of the levels drawn; 0 for the usual number
 * @param pinned weight file of the model to compare with; empty if none
 * @param beside how what is compared stands beside each other
 * @param notes the user's own words
 * @param parts what else is kept, as runs and plans
 */
public record SessionState(
        int version,
        Optional<String> model,
        List<String> images,
        int sampleSize,
        Optional<Measure> measure,
        Optional<ImageScope> scope,
        Optional<ObservedSource> source,
        int image,
        Optional<String> point,
        Integer token,
        double outlierThreshold,
        int bins,
        int bits,
        Optional<String> pinned,
        Beside beside,
        String notes,
        SessionParts parts) {
    /**
     * How two things are compared.
     *
     * @param name of the pinned model for the user, as of a run; empty for that of its file
     * @param swapped whether it stands in the open one's place
     * @param overlaid whether the two are drawn over each other
     * @param basis in which a layer's input stands beside itself; null for as it is
     * @param alpha of a smoothed input, 0 … 1; null for the usual one
     */
    public record Beside(
            Optional<String> name,
            boolean swapped,
            boolean overlaid,
            BasisComparison.Basis basis,
            Double alpha) {
        /** Of files that do not say. */
        static final Beside USUAL = new Beside(Optional.empty(), false, false, null, null);

        public Beside {
            basis = basis == null ? BasisComparison.Basis.AS_IS : basis;
            alpha = Double.valueOf(alpha == null ? Smoothing.USUAL_ALPHA : alpha);
        }
    }

    /** The form that this program writes. */
    public static final int VERSION = 2;

    public SessionState {
        images = images == null ? List.of() : List.copyOf(images);
        token = token == null ? Integer.valueOf(-1) : token;
        beside = beside == null ? Beside.USUAL : beside;
        notes = notes == null ? "" : notes;
        parts = parts == null ? SessionParts.NONE : parts;
    }
}
