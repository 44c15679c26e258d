/* SPDX-License-Identifier: MIT */
/* pdf_tree: the structure tree of a drawn PDF gets what its marks say; what goes on over pages becomes one.
 */
#ifndef DEALBRIEF_PDF_TREE_H
#define DEALBRIEF_PDF_TREE_H

#include "pdf_file.h"
#include "pdf_finish.h"

/* pages: their objects, in order. Returns the number of the tree's root; 0: the file has a fault. */
int pdf_tree_finish(
    struct pdf_file *file, const struct pdf_drawing *drawing, const int *pages, size_t page_count);

#endif
