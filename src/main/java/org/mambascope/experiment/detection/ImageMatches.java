package org.mambascope.experiment.detection;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Detection;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of one image's detections find an object. Images are matched one by one, by any thread;
 * {@link CocoEvaluation} joins them.
 */
public final class ImageMatches {
    private final long id;
    private final SortedMap<Integer, CategoryMatches> categories;

    private ImageMatches(long id, SortedMap<Integer, CategoryMatches> categories) {
        this.id = id;
        this.categories = Collections.unmodifiableSortedMap(categories);
    }

    /**
     * Matches an image's detections with its objects.
     *
     * @param detections of the image; of equal scores the first counts as the better
     * @throws org.mambascope.base.Problem if masks are to be compared and one is missing
     */
    public static ImageMatches of(
            OverlapKind kind,
            DetectionLimits limits,
            AnnotatedImage image,
            List<Detection> detections) {
        Map<Integer, List<AnnotatedObject>> objects =
                image.objects().stream().collect(Collectors.groupingBy(AnnotatedObject::category));
        Map<Integer, List<Detection>> found =
                detections.stream().collect(Collectors.groupingBy(Detection::category));
        SortedMap<Integer, CategoryMatches> categories = new TreeMap<>();
        for (Map<Integer, ?> each : List.of(objects, found)) {
            for (int category : each.keySet()) {
                categories.computeIfAbsent(
                        category,
                        _ ->
                                new CategoryMatcher(
                                                kind,
                                                image,
                                                objects.getOrDefault(category, List.of()),
                                                found.getOrDefault(category, List.of()),
                                                limits.most())
                                        .match());
            }
        }
        return new ImageMatches(image.id(), categories);
    }

    /** Id of the image. */
    long id() {
        return id;
    }

    /** Matches by category; those without objects and detections are missing. */
    SortedMap<Integer, CategoryMatches> categories() {
        return categories;
    }
}
