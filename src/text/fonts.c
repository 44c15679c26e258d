/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int fonts_placeholder;
