package org.mambascope.dataset.detection;

import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.dataset.scene.Scenes;

import java.nio.file.Path;

/** Opens images by what users type. */
public final class ImageSources {
    private ImageSources() {}

    /**
     * Opens images, with labels where there are any: a path as {@link Datasets#open}, or the name
     * of scenes.
     *
     * @throws org.mambascope.base.Problem if there are none
     */
    public static Dataset open(String source, Split split) {
        return source.startsWith(Scenes.PREFIX)
                ? new UnlabelledImages(Scenes.open(source))
                : Datasets.open(Path.of(source), split);
    }
}
