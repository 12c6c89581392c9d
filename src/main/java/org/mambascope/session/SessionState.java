package org.mambascope.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.activation.Measure;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.layer.Smoothing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session as a file keeps it: where things are and how they are looked at, not the things
 * themselves. Fields that are missing or unknown take their usual value.
 *
 * @param version of this form; {@link #VERSION}
 * @param model weight file; null if none
 * @param images files and folders
 * @param sampleSize how many images are analysed at most; 0 for the usual number
 * @param measure what the map is coloured by
 * @param scope over which images
 * @param source of what
 * @param image index of the chosen image
 * @param point name of the chosen point; null if none
 * @param token chosen token position; −1 if none
 * @param outlierThreshold times the median channel; 0 for the usual one
 * @param bins of the histogram; 0 for the usual number
 * @param bits of the levels drawn; 0 for the usual number
 * @param pinned weight file of the model to compare with; null if none
 * @param beside how what is compared stands beside each other
 * @param notes the user's own words
 * @param parts what else is kept, as runs and plans, by its name and in the order of names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionState(
        int version,
        String model,
        List<String> images,
        int sampleSize,
        Measure measure,
        ImageScope scope,
        ObservedSource source,
        int image,
        String point,
        Integer token,
        double outlierThreshold,
        int bins,
        int bits,
        String pinned,
        Beside beside,
        String notes,
        Map<String, JsonNode> parts) {
    /**
     * How two things are compared.
     *
     * @param name of the pinned model for the user, as of a run; null for that of its file
     * @param swapped whether it stands in the open one's place
     * @param overlaid whether the two are drawn over each other
     * @param basis in which a layer's input stands beside itself; null for as it is
     * @param alpha of a smoothed input, 0 … 1; null for the usual one
     */
    public record Beside(
            String name,
            boolean swapped,
            boolean overlaid,
            BasisComparison.Basis basis,
            Double alpha) {
        /** Of files that do not say. */
        static final Beside USUAL = new Beside(null, false, false, null, null);

        public Beside {
            basis = basis == null ? BasisComparison.Basis.AS_IS : basis;
            alpha = Double.valueOf(alpha == null ? Smoothing.USUAL_ALPHA : alpha);
        }
    }

    /** The form that this program writes. */
    public static final int VERSION = SessionJson.VERSION;

    public SessionState {
        images = images == null ? List.of() : List.copyOf(images);
        token = token == null ? Integer.valueOf(-1) : token;
        beside = beside == null ? Beside.USUAL : beside;
        notes = notes == null ? "" : notes;
        parts =
                Collections.unmodifiableSortedMap(
                        parts == null ? new TreeMap<>() : new TreeMap<>(parts));
    }
}
