/** Sources of images by the text that users type: paths, and the names of scenes. */
package org.mambascope.dataset.source;
