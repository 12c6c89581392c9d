package org.mambascope.dataset.scene;

import org.mambascope.image.mask.BinaryMask;

import java.util.List;

/**
 * An image and the garments in it.
 *
 * @param rgb {@code 0xRRGGBB}, row by row
 * @param items in the order in which they were placed
 */
record Scene(int[] rgb, List<Item> items) {
    /**
     * A garment in a scene.
     *
     * @param label its class in Fashion-MNIST
     * @param visible its pixels that no later one covers
     */
    record Item(int label, BinaryMask visible) {}
}
