/** Opening of whatever dataset of objects a text names. */
package org.mambascope.dataset.detection;
