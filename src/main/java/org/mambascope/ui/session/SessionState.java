package org.mambascope.ui.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.activation.Measure;

import java.util.List;
import java.util.Map;

/**
 * A session as a file keeps it: where things are and how they are looked at, not the things
 * themselves. Fields that are missing or unknown take their usual value.
 *
 * @param version of this form; {@value #VERSION}
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
 * @param notes the user's own words
 * @param parts what else is kept, as runs and plans, by its name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionState(
        int version,
        String model,
        List<String> images,
        int sampleSize,
        Measure measure,
        Scope scope,
        Source source,
        int image,
        String point,
        Integer token,
        double outlierThreshold,
        int bins,
        int bits,
        String pinned,
        String notes,
        Map<String, JsonNode> parts) {
    /** The form that this program writes. */
    public static final int VERSION = 2;

    public SessionState {
        images = images == null ? List.of() : List.copyOf(images);
        token = token == null ? Integer.valueOf(-1) : token;
        notes = notes == null ? "" : notes;
        parts = parts == null ? Map.of() : Map.copyOf(parts);
    }
}
