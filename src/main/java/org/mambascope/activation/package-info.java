/**
 * Capture while a model runs, and statistics over the captured values.
 *
 * <p>An {@link org.mambascope.activation.Analysis} sends batches of images through a model and
 * hands its probe's values to one {@link org.mambascope.activation.PointAccumulator} per point.
 * That keeps, in memory that does not depend on the number of images, central moments per token,
 * per channel and over all values, merged image by image (Chan's and Pébay's formulas, double
 * precision), counts on a logarithmic grid, mean magnitudes and the sum of the images' standardised
 * profiles. Its {@link org.mambascope.activation.PointStatistics} are a snapshot: more images may
 * follow. Measures of a snapshot are {@link org.mambascope.activation.ChannelOutliers}, {@link
 * org.mambascope.activation.ClassTokenRatio}, {@link org.mambascope.activation.TokenVarianceSpread}
 * and {@link org.mambascope.activation.Measure}. {@link org.mambascope.activation.Stability} tells
 * how far the worst point depends on the images, from the measures over draws of at most sixteen
 * groups of images.
 *
 * <p>Values that are not finite are counted apart and left out of everything else.
 *
 * <p>Single passes over the values are plain loops: handing them to ND4J costs more than the whole
 * pass. ND4J computes where there are matrices, on the images' profiles; it starts with the first
 * of them, not before.
 */
package org.mambascope.activation;
