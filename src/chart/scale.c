/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int scale_placeholder;
