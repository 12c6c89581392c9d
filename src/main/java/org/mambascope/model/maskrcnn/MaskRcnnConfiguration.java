package org.mambascope.model.maskrcnn;

import org.mambascope.model.vmamba.VMambaBackbone;

/**
 * Configuration of a Mask R-CNN: what its weights tell, and its settings.
 *
 * @param channels of the pyramid
 * @param anchors of each place
 * @param shared layers of the box head, from their outputs
 * @param maskConvolutions number of 3 × 3 convolutions of the mask head
 * @param maskChannels inside the mask head
 * @param classes without the background
 */
record MaskRcnnConfiguration(
        VMambaBackbone backbone,
        int channels,
        int anchors,
        int[] shared,
        int maskConvolutions,
        int maskChannels,
        int classes,
        DetectionSettings settings) {}
