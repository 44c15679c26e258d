/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int pdf_placeholder;
