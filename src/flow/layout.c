/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int layout_placeholder;
