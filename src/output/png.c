/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int png_placeholder;
