package org.mambascope.image.label;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds images of a folder by what a file of labels calls them. */
final class ImageNames {
    static final int NONE = -1;

    /** Several images have the name. */
    static final int SEVERAL = -2;

    /** No path is longer, in characters. */
    private static final int LONGEST = 4096;

    private static final Set<String> ENDINGS =
            Set.of("png", "jpg", "jpeg", "bmp", "gif", "webp", "tif", "tiff");

    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Names of images.
     *
     * @param paths of the images from the folder, with {@code /} between folders
     */
    ImageNames(List<String> paths) {
        Map<String, Integer> whole = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = plain(paths.get(i));
            String name = path.substring(path.lastIndexOf('/') + 1);
            whole.put(path, i);
            add(name, i);
            add(withoutEnding(name), i);
        }
        places.putAll(whole);
    }

    private void add(String name, int place) {
        places.merge(name, place, (a, b) -> a.equals(b) ? a : Integer.valueOf(SEVERAL));
    }

    /** Number of the image; {@link #NONE}, or {@link #SEVERAL} where it could be one of several. */
    int find(String name) {
        if (name.length() > LONGEST) {
            return NONE;
        }
        String rest = plain(name);
        while (true) {
            Integer place = places.get(rest);
            int slash = rest.indexOf('/');
            if (place != null || slash < 0) {
                return place == null ? NONE : place;
            }
            rest = rest.substring(slash + 1);
        }
    }

    /** Returns true if a text ends like the name of an image file. */
    static boolean isImage(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0 && ENDINGS.contains(text.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String plain(String path) {
        return Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC);
    }
}
