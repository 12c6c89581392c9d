/** Images known by their pixels, whatever their files are called. */
package org.mambascope.image.content;
