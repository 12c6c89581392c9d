/**
 * VMamba and LocalVMamba: stages of blocks that scan a grid of tokens in several orders, with
 * down-sampling between them (Liu et al. 2024, "VMamba", original: {@code
 * classification/models/vmamba.py} of MzeroMiko/VMamba; Huang et al. 2024, "LocalMamba", original:
 * {@code classification/lib/models/local_vmamba.py} of hunto/LocalMamba).
 *
 * <p>Tokens are (images, tokens, channels), row by row, whatever the layout of the original's
 * tensors; VMamba is computed as LocalVMamba whose blocks all scan rows and columns, both ways,
 * without channel attention.
 */
package org.mambascope.model.vmamba;
