/** Image files to pixels, to the levels that Pillow's {@code convert("RGB")} gives. */
package org.mambascope.image.decode;
